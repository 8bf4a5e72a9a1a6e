import { SourceError } from "@attached-files/core";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { changesSql } from "../report/query/changes-relation.ts";
import { scriptedFileSource } from "../testing/scripted-sources.ts";
import { withHistory } from "./open-history.ts";
import { type Centre, slotOfDay, usePastRuns } from "./past-runs.test-support.ts";

const past = usePastRuns();

const centre: Centre = { "a-1": {}, "b-1": {}, "c-1": {} };

async function compared(a: number, b: number): Promise<unknown> {
  return await withHistory([past.scope()], async ({ connection }) =>
    (
      await connection.runAndReadAll(
        `SELECT file_id, kind, member, "before", "after" FROM changes_between(${a}, ${b}) ORDER BY ALL`,
      )
    ).getRowsJS(),
  );
}

async function reported(from: number, to: number): Promise<unknown> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    await connection.run(`ATTACH '${past.scope().stateFile}' AS stored (READ_ONLY)`);
    const rows = await connection.runAndReadAll(
      `SELECT file_id, kind, member, "before", "after" FROM (${changesSql("stored", from, to)}) ORDER BY ALL`,
    );
    return rows.getRowsJS();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

test("the first answer about a file that was known before is no change, wherever changes are told", async () => {
  const refuses = scriptedFileSource(() => {
    throw new SourceError("AccessDeniedException", "no");
  });
  await past.run(0, centre, { files: refuses });
  const run = await past.run(1, centre);
  expect(run).toMatchObject({ slot: slotOfDay(1), changedFiles: 0, counts: { retrieved: 3 } });
  expect([await compared(1, 2), await compared(2, 1), await reported(1, 2)]).toEqual([[], [], []]);

  await past.run(2, { ...centre, "a-1": { FileStatus: "REJECTED" }, "d-1": {} });
  const changes = [
    ["a-1", "changed", "file_status", "APPROVED", "REJECTED"],
    ["d-1", "appeared", null, null, null],
  ];
  expect([await compared(2, 3), await reported(2, 3)]).toEqual([changes, changes]);
});
