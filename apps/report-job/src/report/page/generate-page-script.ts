import { writeFile } from "node:fs/promises";
import { compilePageScript, PAGE_SCRIPT_FILE } from "./compile-page-script.ts";

// Run by hand after a change in script/; a test fails while the committed file differs.
await writeFile(PAGE_SCRIPT_FILE, await compilePageScript());
