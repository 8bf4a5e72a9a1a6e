import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { VIEWS_TEXT } from "../cli/help-history.ts";
import { withHistory } from "./open-history.ts";
import { runQuery } from "./run-query.ts";
import { VIEWS, viewsText } from "./views.ts";

const DOCS = await readFile(resolve(import.meta.dirname, "../../../../docs/report-job.md"), "utf8");

/** A table without the blanks and dashes that make its columns even. */
function bare(table: string): string {
  return table.replace(/ +/g, " ").replace(/-{3,}/g, "---");
}

it("the documentation tells every view and column as it is", () => {
  expect(bare(DOCS)).toContain(bare(viewsText()));
});

it("the help names every view", () => {
  for (const { name, parameters = "" } of VIEWS) expect(VIEWS_TEXT).toContain(`${name}${parameters}`);
});

it("the questions of documentation and help can be asked", async () => {
  const questions = Array.from(
    `${DOCS}\n${VIEWS_TEXT}`.matchAll(/attached-files query "([^"…]+)"/g),
    ([, sql = ""]) => sql,
  );
  expect(questions.length).toBeGreaterThan(3);
  for (const sql of questions) {
    await withHistory([], async ({ connection }) => {
      const question = { sql, format: "csv", most: 1, signal: new AbortController().signal } as const;
      expect(await runQuery(connection, question, () => {}), sql).toMatchObject({ isCut: false });
    });
  }
});
