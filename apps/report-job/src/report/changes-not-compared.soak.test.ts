import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, it } from "vitest";
import { slotOfDay, usePastRuns } from "../history/past-runs.test-support.ts";
import { makeOlderState } from "../testing/older-state.ts";
import { readReport } from "./testing/report-folder.ts";
import { writeReport } from "./write-report.ts";

const past = usePastRuns();

async function report(slot: string) {
  const publication = await writeReport({
    slot,
    scopes: [past.scope()],
    folder: join(past.folder, "reports"),
    generatedAt: new Date("2026-11-24T06:02:06.000Z"),
    stuckAfterSeconds: 3600,
  });
  if (publication.kind !== "written") throw new Error(publication.kind);
  return { ...(await readReport(publication)), page: await readFile(publication.paths.page, "utf8") };
}

it("says of a first report that there is nothing to compare with", async () => {
  await past.run(0, { "a-1": {} });
  const { changes, page } = await report(slotOfDay(0));
  expect(changes?.scopes).toMatchObject([{ comparison: "first", counts: null, from: null }]);
  expect(page).toContain("This is the first report");
});

it("does not know what changed from a state that never remembered it", async () => {
  await makeOlderState(past.scope().stateFile, 3);
  const instance = await DuckDBInstance.create(past.scope().stateFile);
  const connection = await instance.connect();
  await connection.run("UPDATE runs SET status = 'partial' WHERE slot = 's1'");
  connection.closeSync();
  instance.closeSync();
  const { changes, page } = await report("s1");
  expect(changes).toMatchObject({ scopes: [{ comparison: "unknown", counts: null }], examples: [] });
  expect(page).toContain("Not known: the run was made by an older version");
});
