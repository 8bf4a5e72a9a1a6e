import { createHash } from "node:crypto";
import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFile, buildState } from "../report/testing/build-state.ts";
import { readCsv } from "../report/testing/read-back.ts";
import { withHistory } from "./open-history.ts";
import { answerQuestion, runQuery } from "./run-query.ts";
import type { RowFormat } from "./write-rows.ts";

const HOSTILE = '=1+1\n\u202eexe"\u001b[31m,;\u0000 漢字 😀';

let folder: string;
const stateFile = (): string => join(folder, "main.duckdb");
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-query-"));
  await buildState(stateFile(), {
    outcomes: [aFile("f1", { file_name: HOSTILE, file_size_bytes: 9_007_199_254_740_993n }), aFile("f2")],
  });
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Works on a connection that is shut off, as that of a query is. */
async function shutOffHere<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  return await withHistory([{ name: "main", stateFile: stateFile() }], async ({ connection }) => {
    await runQuery(connection, { sql: "SELECT 1", format: "csv", most: 1, signal: NEVER }, () => {});
    return await work(connection);
  });
}

async function ask(sql: string, format: RowFormat = "ndjson", most = Number.POSITIVE_INFINITY): Promise<string> {
  return await shutOffHere((connection) => askOn(connection, sql, format, most));
}

async function askOn(connection: DuckDBConnection, sql: string, format: RowFormat, most: number): Promise<string> {
  let printed = "";
  await answerQuestion(connection, { sql, format, most, signal: NEVER }, (text) => {
    printed += text;
  });
  return printed;
}

const NEVER = new AbortController().signal;

describe("what is no question", () => {
  const secret = (): string => join(folder, "secret.csv");
  const made = (): string => join(folder, "made");
  const attempts: readonly (readonly [string, () => string])[] = [
    ["INSERT", () => "INSERT INTO scope_0.main.outcomes SELECT * FROM scope_0.main.outcomes"],
    ["UPDATE", () => "UPDATE scope_0.main.outcomes SET file_name = 'x'"],
    ["DELETE", () => "DELETE FROM scope_0.main.outcomes"],
    ["DROP", () => "DROP TABLE scope_0.main.outcomes"],
    ["CREATE", () => "CREATE TABLE memory.main.mine AS SELECT 1"],
    ["COPY TO", () => `COPY (SELECT 1) TO '${made()}'`],
    ["EXPORT", () => `EXPORT DATABASE '${made()}'`],
    ["ATTACH", () => `ATTACH '${made()}'`],
    ["DETACH", () => "DETACH scope_0"],
    ["INSTALL", () => "INSTALL httpfs"],
    ["LOAD", () => "LOAD httpfs"],
    ["PRAGMA", () => "PRAGMA database_list"],
    ["SET", () => "SET enable_external_access = true"],
    ["RESET", () => "RESET enable_external_access"],
    ["CHECKPOINT", () => "CHECKPOINT scope_0"],
    ["CALL", () => `CALL enable_logging(storage = 'file', storage_path = '${made()}')`],
    ["EXPLAIN ANALYZE", () => "EXPLAIN ANALYZE SELECT 1"],
    ["a second statement", () => "SELECT 1; SELECT 2"],
    ["nothing", () => " -- nothing"],
    ["a mistake", () => "SELEC 1"],
    ["read_csv", () => `FROM read_csv('${secret()}')`],
    ["READ_TEXT in a subquery", () => `SELECT (SELECT content FROM READ_TEXT('${secret()}'))`],
    ["a file as a table", () => `FROM '${secret()}'`],
    ["the state's file as a table", () => `FROM '${stateFile()}'`],
    ["read_blob of the state", () => `FROM system.main.read_blob('${stateFile()}')`],
    ["glob", () => "WITH g AS MATERIALIZED (FROM glob('/etc/*')) SELECT count(*) FROM g"],
    ["enable_logging", () => `FROM enable_logging(storage = 'file', storage_path = '${made()}')`],
    ["query", () => "FROM query('FROM enable_logging()')"],
    ["arrow_scan", () => "SELECT 1 WHERE 1 IN (FROM arrow_scan(1, 2, 3))"],
    ["force_checkpoint", () => "FROM force_checkpoint('scope_0')"],
    ["write_log", () => "SELECT list_transform([1], lambda x: write_log('x'))"],
    ["an unknown column", () => "SELECT nothing FROM files"],
  ];

  it("is refused with a reason, and changes nothing", async () => {
    await writeFile(secret(), "secret\n1\n");
    const digest = async () =>
      createHash("sha256")
        .update(await readFile(stateFile()))
        .digest("hex");
    const before = await digest();
    await shutOffHere(async (connection) => {
      for (const [name, sql] of attempts) {
        await expect(askOn(connection, sql(), "ndjson", 1), name).rejects.toMatchObject({
          code: "usage",
          message: expect.stringMatching(/^The query (was not asked: .*\.$|cannot be answered\. .)/s),
        });
      }
    });
    expect(await digest()).toBe(before);
    await expect(access(made())).rejects.toThrow();
  });

  it("is kept out by the database too, were it not refused before", async () => {
    await writeFile(secret(), "secret\n1\n");
    await shutOffHere(async (connection) => {
      for (const sql of [
        `FROM read_csv('${secret()}')`,
        `COPY (SELECT 1) TO '${made()}'`,
        `ATTACH '${made()}'`,
        "SET enable_external_access = true",
        "UPDATE scope_0.main.outcomes SET file_name = 'x'",
      ]) {
        await expect(connection.run(sql), sql).rejects.toThrow(/disabled|locked|read-only/);
      }
    });
  });
});

describe("an answer", () => {
  it("as NDJSON says exactly what is there, every digit, and commands no terminal", async () => {
    const printed = await ask(
      "SELECT file_name, file_size_bytes AS size, checked_at, [1, NULL] AS list, NULL AS none, true AS yes FROM files WHERE file_id = 'f1'",
    );
    expect(printed.trimEnd()).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(printed).toContain('"size":9007199254740993,');
    expect(JSON.parse(printed)).toMatchObject({
      file_name: HOSTILE,
      checked_at: "2026-11-24T06:00:05.000Z",
      list: [1, null],
      none: null,
      yes: true,
    });
  });

  it.each([
    ["SELECT file_id FROM files ORDER BY 1", [{ file_id: "f1" }, { file_id: "f2" }]],
    ["SELECT file_id FROM files WHERE false", []],
    ["SELECT 1 AS a, 2 AS a", [{ a: 1, "a:1": 2 }]],
  ])("as JSON is one array: %s", async (sql, rows) => {
    expect(JSON.parse(await ask(sql, "json"))).toEqual(rows);
  });

  it("as CSV follows the conventions of the published tables", async () => {
    await writeFile(
      join(folder, "answer.csv"),
      await ask("SELECT file_name, 5::BIGINT AS n, NULL AS x FROM files ORDER BY file_id", "csv"),
    );
    const rows = await readCsv(join(folder, "answer.csv"));
    expect(rows[0]).toEqual({ file_name: expect.stringMatching(/^'=1\+1\\u000A\\u202Eexe"/), n: "5", x: null });
  });

  it("as a table is aligned by what a terminal shows, numbers to the right, and cut where it is long", async () => {
    const printed = await ask(
      "SELECT * FROM (VALUES ('漢字', 7), ('a' || chr(27), 1234), (repeat('y', 500), NULL)) t(name, n)",
      "table",
    );
    const [head, ...lines] = printed.trimEnd().split("\n");
    expect(head).toMatch(/^name {100,}n$/);
    expect(lines[0]).toMatch(/^漢字 +7$/);
    expect(lines[1]).toMatch(/^a\\u\{1b\} +1234$/);
    expect(lines[2]).toMatch(/^y{120}… \(cut: 500 characters\)$/);
  });

  it("prints no more rows than asked for, from a result of any size, and lets go of the state", async () => {
    const printed = await ask("SELECT a.range FROM range(100000) a, range(100000) b", "ndjson", 5000);
    expect(printed.trimEnd().split("\n")).toHaveLength(5000);
    expect(JSON.parse(await ask("SELECT count(*) AS n FROM files"))).toEqual({ n: 2 });
  });

  it("ends when the process is asked to", async () => {
    const ending = new AbortController();
    setTimeout(() => ending.abort(), 50);
    const asked = withHistory([{ name: "main", stateFile: stateFile() }], ({ connection }) =>
      runQuery(
        connection,
        {
          sql: "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range = 7",
          format: "json",
          most: 1,
          signal: ending.signal,
        },
        () => {},
      ),
    );
    await expect(asked).rejects.toMatchObject({ code: "interrupted" });
  });

  it("that needs more memory than it may take is refused, not given in part", async () => {
    const asked = withHistory(
      [{ name: "main", stateFile: stateFile() }],
      ({ connection }) =>
        runQuery(
          connection,
          {
            sql: "SELECT list(repeat(md5(range::VARCHAR), 20)) FROM range(500000)",
            format: "json",
            most: 1,
            signal: NEVER,
          },
          () => {},
        ),
      { memoryLimitMb: 64 },
    );
    await expect(asked).rejects.toMatchObject({ code: "unavailable", message: expect.stringContaining("memory") });
  });
});
