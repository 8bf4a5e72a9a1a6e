import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../repository.ts";
import { rowsOf } from "./replace-table.ts";

const read = (path: string): Promise<string> => readFile(join(ROOT, "docs", path), "utf8");

it("of every exit code that is not 0, and of a run that never began, the guide says whether it can wait", async () => {
  const rows = rowsOf(await read("guides/schedule-it.md"), "Can it wait until morning?");
  const said = rows.map(([ended = ""]) => ended).join("\n");
  const codes = [...(await read("run-book.md")).matchAll(/^### Exit code (\d): /gm)].map(([, code = ""]) => code);
  expect(codes).toEqual(["0", "1", "2", "3", "4", "5"]);
  const words = said.replaceAll(/\]\([^)]*\)/g, "]");
  expect(codes.slice(1).filter((code) => !new RegExp(`(^|\\W)${code}(\\W|$)`, "m").test(words))).toEqual([]);
  for (const id of ["exit-code-130-143", "trouble-no-run", "reason-deferred", "error-access-denied"])
    expect(said).toContain(`../run-book.md#${id})`);
  for (const row of rows) for (const cell of row) expect(cell.length).toBeGreaterThan(0);
});
