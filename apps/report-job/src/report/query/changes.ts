import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { sqlText } from "../../state/sql-text.ts";
import type { Changes, ScopeChanges } from "../changes-schema.ts";
import type { AttachedScope } from "./attach-scopes.ts";
import { changesSql } from "./changes-relation.ts";
import { type PastRun, pastRunsOf } from "./past-runs.ts";
import { readRows, rowCount } from "./read-rows.ts";

const EXAMPLES = 20;
const MOVES = 50;

const counted = z.object({
  kind: z.enum(["appeared", "vanished", "reappeared", "changed"]),
  files: rowCount,
});
const moved = z.object({ from: z.string().nullable(), to: z.string().nullable(), files: rowCount });
const byMember = z.object({ member: z.string(), files: rowCount });
const example = z.object({
  scope: z.string(),
  kind: counted.shape.kind,
  member: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  associatedResourceArn: z.string(),
  fileId: z.string(),
  fileName: z.string().nullable(),
});

// The worst first: a file that is rejected now, one that is gone or is not answered any more, and what only differs.
const RANK = `CASE WHEN member = 'file_status' AND "after" IN ('REJECTED', 'FAILED') THEN 0 WHEN kind = 'vanished' THEN 1
  WHEN member = 'answer' AND "after" <> 'retrieved' THEN 2 WHEN kind = 'reappeared' THEN 3
  WHEN member = 'file_status' THEN 4 WHEN kind = 'changed' THEN 5 ELSE 6 END`;

/** Compares each scope's run with the one that finished before it. */
export async function readChanges(connection: DuckDBConnection, scopes: readonly AttachedScope[]): Promise<Changes> {
  const all: ScopeChanges[] = [];
  const relations: string[] = [];
  for (const scope of scopes) {
    if (!("database" in scope)) {
      all.push({ ...NOTHING, scope: scope.name, comparison: "no-data" });
      continue;
    }
    const known = await pastRunsOf(connection, scope);
    const [to, from] = known?.runs ?? [];
    if (to === undefined || from === undefined) {
      all.push({ ...NOTHING, scope: scope.name, comparison: known === undefined ? "unknown" : "first" });
      continue;
    }
    const relation = `changes_${all.length}`;
    await connection.run(
      `CREATE TEMP VIEW ${relation} AS ${changesSql(scope.database, Math.min(from.number, to.number - 1), to.number)}`,
    );
    relations.push(`SELECT ${sqlText(scope.name)} AS scope, * FROM ${relation}`);
    all.push({ scope: scope.name, ...(await countChanges(connection, relation)), ...comparedRuns(from, to) });
  }
  return { scopes: all, examples: relations.length === 0 ? [] : await readExamples(connection, relations) };
}

const NOTHING = { from: null, to: null, inputChanged: false, counts: null, changedMembers: [], statusMoves: [] };

function comparedRuns(from: PastRun, to: PastRun) {
  const facts = ({ slot, status, startedAt }: PastRun) => ({ slot, status, startedAt });
  const inputChanged = from.inputDigest !== to.inputDigest;
  return { comparison: "compared" as const, from: facts(from), to: facts(to), inputChanged };
}

async function countChanges(connection: DuckDBConnection, relation: string) {
  const counts = { appeared: 0, vanished: 0, reappeared: 0, changed: 0 };
  // A changed file has a row for each member; the keys of a scope name it.
  const kinds = `SELECT kind, CASE WHEN kind = 'changed' THEN count(DISTINCT row(instance_id, associated_resource_arn, file_id))
    ELSE count(*) END AS files FROM ${relation} GROUP BY kind`;
  for (const { kind, files } of await readRows(connection, counted, kinds)) counts[kind] = files;
  return {
    counts,
    changedMembers: await readRows(
      connection,
      byMember,
      `SELECT member, count(*) AS files FROM ${relation} WHERE kind = 'changed' GROUP BY member ORDER BY files DESC, member`,
    ),
    statusMoves: await readRows(
      connection,
      moved,
      `SELECT "before" AS "from", "after" AS "to", count(*) AS files FROM ${relation} WHERE member = 'file_status'
       GROUP BY ALL ORDER BY files DESC, 1, 2 LIMIT ${MOVES}`,
    ),
  };
}

/** Names of files are those of the published table, and no others. */
async function readExamples(connection: DuckDBConnection, relations: readonly string[]) {
  return await readRows(
    connection,
    example,
    `WITH shown AS (
       SELECT * FROM (${relations.join(" UNION ALL ")})
       ORDER BY ${RANK}, scope, instance_id, associated_resource_arn, file_id, member LIMIT ${EXAMPLES}),
     named AS (SELECT scope, instance_id, associated_resource_arn, file_id, file_name FROM files
       SEMI JOIN shown USING (scope, instance_id, associated_resource_arn, file_id))
     SELECT scope, kind, member, "before", "after", associated_resource_arn AS "associatedResourceArn",
       file_id AS "fileId", file_name AS "fileName"
     FROM shown LEFT JOIN named USING (scope, instance_id, associated_resource_arn, file_id)
     ORDER BY ${RANK}, scope, instance_id, associated_resource_arn, file_id, member`,
  );
}
