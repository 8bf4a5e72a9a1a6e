import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { JobError } from "../exit-code.ts";
import { outsideSentence } from "../run/outside-text.ts";
import { CHANGES_BETWEEN } from "./changes-between.ts";

/** Functions that stand where a table does, and do nothing but answer. Others read files, memory, or change settings. */
const TABLE_FUNCTIONS: ReadonlySet<string> = new Set([
  ...CHANGES_BETWEEN.map(({ name }) => name),
  "duckdb_columns",
  "duckdb_functions",
  "duckdb_views",
  "generate_series",
  "json_each",
  "json_tree",
  "range",
  "unnest",
]);

/** Functions that stand anywhere else and do more than answer. */
const REFUSED_FUNCTIONS: ReadonlySet<string> = new Set(["write_log"]);

const parsedSql = z.object({
  error: z.boolean(),
  error_type: z.string().optional(),
  error_message: z.string().optional(),
  statements: z.array(z.unknown()).optional(),
});

/**
 * Makes sure that nothing but the states can be read from now on, and nothing be written. There is no way back.
 *
 * What is attached stays readable. Functions with effects of their own are not kept out by it: `checkStatement` does that.
 */
export async function shutOff(connection: DuckDBConnection): Promise<void> {
  await connection.run("SET enable_external_access = false");
  await connection.run("SET lock_configuration = true");
}

/**
 * Refuses everything that is not one question.
 *
 * @throws {JobError} usage, with what was found.
 */
export async function checkStatement(connection: DuckDBConnection, sql: string): Promise<void> {
  const rows = await connection.runAndReadAll("SELECT json_serialize_sql($sql::VARCHAR)", { sql });
  const parsed = parsedSql.parse(JSON.parse(String(rows.value(0, 0))));
  if (parsed.error && parsed.error_type === "parser") throw refused(parsed.error_message ?? "it cannot be parsed");
  if (parsed.error) throw refused("it is no SELECT, and the states are only read");
  const count = parsed.statements?.length ?? 0;
  if (count !== 1) throw refused(`expected one statement, received ${count}`);
  const problem = problemOf(parsed.statements);
  if (problem !== undefined) throw refused(problem);
}

function refused(why: string): JobError {
  return new JobError("usage", `The query was not asked: ${outsideSentence(why)}`);
}

/** The first thing in a parsed statement that is not allowed. */
function problemOf(node: unknown, isTable = false): string | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  if (Array.isArray(node)) return firstOf(node, (each) => problemOf(each));
  const { type, table_name: table, function_name: called } = node as Record<string, unknown>;
  if (typeof called === "string") {
    const name = called.toLowerCase();
    if (isTable ? !TABLE_FUNCTIONS.has(name) : REFUSED_FUNCTIONS.has(name)) {
      return `the function ${called} is not allowed${isTable ? ` here; there are ${[...TABLE_FUNCTIONS].join(", ")}` : ""}`;
    }
  }
  // A text in the place of a table would be taken for the name of a file.
  if (type === "BASE_TABLE" && typeof table === "string" && !/^\w+$/.test(table)) {
    return `${JSON.stringify(table)} is no table or view`;
  }
  return firstOf(Object.entries(node), ([member, value]) =>
    problemOf(value, type === "TABLE_FUNCTION" && member === "function"),
  );
}

function firstOf<T>(values: readonly T[], problem: (value: T) => string | undefined): string | undefined {
  for (const value of values) {
    const found = problem(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
