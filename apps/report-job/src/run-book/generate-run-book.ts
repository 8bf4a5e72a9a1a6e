import { writeFile } from "node:fs/promises";
import { RUN_BOOK_FILE, runBookPage } from "./run-book-page.ts";

// Run by hand after a change of the run book; a test fails while the committed page differs.
await writeFile(RUN_BOOK_FILE, runBookPage());
