import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { expect, it } from "vitest";
import { exactText, readCsv } from "../testing/read-back.ts";
import { writeCsvTable } from "./csv-table.ts";

const TRICKY = [
  "=",
  "+",
  "-",
  "@",
  "'",
  '"',
  ",",
  "\r",
  "\n",
  "\t",
  " ",
  "\u0000",
  "a",
  "é",
  "😀",
  "\u202e",
  "\u0085",
  "\u001b",
  "\u007f",
  "\\",
  "u",
  "005C",
  "\u00a0",
  ";",
  "＝",
] as const;

it("gives back any text exactly to who follows the conventions, and never controls or formulas", async () => {
  const folder = await mkdtemp(join(tmpdir(), "attached-files-csv-"));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const texts = fc.array(fc.string({ unit: fc.constantFrom(...TRICKY), maxLength: 6 }), {
      minLength: 1,
      maxLength: 50,
    });
    await fc.assert(
      fc.asyncProperty(texts, async (values) => {
        await connection.run("CREATE OR REPLACE TABLE given (first VARCHAR, value VARCHAR, number BIGINT)");
        const appender = await connection.createAppender("given");
        for (const value of values) {
          // What a neighbour holds or hides has no effect on a text.
          appender.appendVarchar(value.length % 2 === 0 ? "plain; text" : value);
          appender.appendVarchar(value);
          appender.appendBigInt(-5n);
          appender.endRow();
        }
        appender.closeSync();
        const path = join(folder, "given.csv");
        const columns = [
          { name: "first", type: "text", description: "" },
          { name: "value", type: "text", description: "" },
          { name: "number", type: "integer", description: "" },
        ] as const;
        expect(await writeCsvTable(connection, "FROM given", columns, path)).toBe(values.length);

        const rows = await readCsv(path);

        expect(rows.map((row) => exactText(row.value ?? "absent"))).toEqual(values);
        for (const [index, value] of values.entries()) {
          expect(exactText(rows[index]?.first ?? "absent")).toBe(value.length % 2 === 0 ? "plain; text" : value);
        }
        for (const row of rows) {
          expect(row.value).not.toMatch(/[\p{Cc}\u202e]/u);
          expect(row.value).not.toMatch(/(^|;)["\s]*[=+\-@＝＋－＠]/);
        }
        expect(new Set(rows.map((row) => row.number))).toEqual(new Set(["-5"]));
      }),
      { numRuns: 60, seed: 20261124 },
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
});
