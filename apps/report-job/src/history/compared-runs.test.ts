import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { runsToCompare } from "./compared-runs.ts";

test.each([
  [{ from: "x", to: "y" }, "no run of slot x or y has finished"],
  [{ from: "x", to: "2026-11-24" }, "no run of slot x has finished"],
  [{ to: "y" }, "no run of slot y has finished"],
  [{ from: "y", to: "y" }, "no run of slot y has finished"],
])("names every slot of %j that is not there", async (slots, why) => {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    await connection.run(
      "CREATE TABLE runs AS SELECT 'main' AS scope, 1 AS run, '2026-11-24' AS slot, 'complete' AS status",
    );
    expect(await runsToCompare(connection, "main", slots)).toEqual({ why, unknownSlot: true });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
});
