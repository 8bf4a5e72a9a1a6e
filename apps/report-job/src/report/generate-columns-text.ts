import { writeFile } from "node:fs/promises";
import { COLUMNS_DOC_FILE, columnsText } from "./columns-text.ts";

// Run by hand after a change of columns; a test fails while the committed file differs.
await writeFile(COLUMNS_DOC_FILE, columnsText());
