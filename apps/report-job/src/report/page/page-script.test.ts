import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { compilePageScript, PAGE_SCRIPT_FILE } from "./compile-page-script.ts";
import { PAGE_SCRIPT } from "./page-script.ts";

it("the committed script of the page is the one that its source makes", async () => {
  expect(await readFile(PAGE_SCRIPT_FILE, "utf8")).toBe(await compilePageScript());
});

it("the script fetches nothing, keeps nothing, makes no markup, and does not end its own element", () => {
  expect(PAGE_SCRIPT).not.toMatch(
    /<\/script|<!--|fetch|XMLHttp|innerHTML|outerHTML|eval|Function\(|Storage|cookie|https?:/i,
  );
});
