import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { apiPages } from "./api-pages.ts";
import { REFERENCE_FOLDER, referencePages } from "./reference-pages.ts";

// Run by hand after a change of commands, settings, schemas or exports; tests fail while the committed pages differ.
const pages = [...(await referencePages()), ...(await apiPages())];
await rm(REFERENCE_FOLDER, { recursive: true, force: true });
for (const [path, text] of pages) {
  const file = join(REFERENCE_FOLDER, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
