import { glob, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimsOfBreakdowns } from "./breakdowns.claims.test-support.ts";
import { claimsOfChanges } from "./changes.claims.test-support.ts";
import { claimsOfFiles, claimsOfTables } from "./files.claims.test-support.ts";
import { claimsOfHeadline, claimsOfPolicy } from "./headline.claims.test-support.ts";
import { claimsOfProblems } from "./problems.claims.test-support.ts";
import { type Claims, type Recount, readRecount } from "./recount.test-support.ts";
import { writeRichReports } from "./rich-reports.test-support.ts";
import { claimsOfScopes } from "./scopes.claims.test-support.ts";
import { claimsOfTrends } from "./trends.claims.test-support.ts";
import { claimsOfTriage } from "./triage.claims.test-support.ts";

const SECTIONS: Readonly<Record<string, (recount: Recount) => ReturnType<Claims> | Promise<ReturnType<Claims>>>> = {
  headline: claimsOfHeadline,
  thresholds: claimsOfPolicy,
  changes: claimsOfChanges,
  triage: claimsOfTriage,
  problems: claimsOfProblems,
  trends: claimsOfTrends,
  breakdowns: claimsOfBreakdowns,
  "scopes and their runs": claimsOfScopes,
  "list of files": claimsOfFiles,
  "list of tables": claimsOfTables,
};

let recount: Recount;
beforeAll(async () => {
  recount = await readRecount(await writeRichReports());
});
afterAll(() => rm(recount.folder, { recursive: true, force: true }));

describe("every number on the page equals a recount from files.ndjson, the problems table and what was given", () => {
  it.each(Object.keys(SECTIONS))("of the %s", async (section) => {
    const claims = (await SECTIONS[section]?.(recount)) ?? [];
    expect(claims.flatMap((claim) => recount.page.breachOf(claim) ?? [])).toEqual([]);
    expect(claims.length).toBeGreaterThan(1);
  });

  it("and none stands there that nothing was counted for", async () => {
    const claims = await Promise.all(Object.values(SECTIONS).map((claimsOf) => claimsOf(recount)));
    expect(recount.page.unclaimed(claims.flat())).toEqual([]);
  });
});

it("shares no code with the report but what writes it", async () => {
  const imports = new Set<string>();
  for await (const file of glob("*.ts", { cwd: import.meta.dirname })) {
    const text = await readFile(join(import.meta.dirname, file), "utf8");
    for (const [, from = ""] of text.matchAll(
      /^(?:import|\} from).* ?from "(\.\.\/[^"]+)";$|^\} from "(\.\.[^"]+)";$/gm,
    ))
      imports.add(from);
  }
  expect([...imports].toSorted()).toEqual([
    "../../run/run-scope.ts",
    "../../state/open-state.ts",
    "../../testing/scope-run.ts",
    "../../testing/scripted-sources.ts",
    "../write-report.ts",
  ]);
});
