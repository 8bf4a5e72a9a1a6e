import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { publishLimits } from "./instance-limits.ts";
import { openState } from "./open-state.ts";

// As long as they are: short texts take no room of their own.
const ID = "dddddddd-2222-4333-8444-55555555555";
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-limits-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("what instances allow is published in bounded memory, however many files they have", async () => {
  const state = await openState(folder, "main", { memoryLimitMb: 24 });
  try {
    const { connection } = state;
    await connection.run(
      `INSERT INTO outcomes BY NAME SELECT i AS number, '${ID}' || i % 3 AS instance_id, 'case-' || i // 4 AS
         associated_resource_arn, 'file-' || i AS file_id, 'retrieved' AS outcome, 1 AS first_seen_run, 0 AS sweep
       FROM range(1_000_000) files(i)`,
    );
    for (const instance of [`${ID}1`, "gone"]) {
      await connection.run(
        "INSERT INTO instance_limits BY NAME SELECT $instance AS instance_id, 1 AS run, now()::TIMESTAMP AS asked_at, 'learnt' AS answer",
        { instance },
      );
    }
    await publishLimits(connection);
    const left = await connection.runAndReadAll("SELECT instance_id FROM instance_limits");
    expect(left.getRowsJS()).toEqual([[`${ID}1`]]);
  } finally {
    await state.close();
  }
});
