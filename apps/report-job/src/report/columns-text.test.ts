import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { COLUMNS_DOC_FILE, columnsText } from "./columns-text.ts";

it("the documented columns are the program's own (else: pnpm generate:schemas)", async () => {
  expect(await readFile(COLUMNS_DOC_FILE, "utf8")).toBe(columnsText());
});
