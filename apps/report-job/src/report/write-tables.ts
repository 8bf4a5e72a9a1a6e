import type { DuckDBConnection } from "@duckdb/node-api";
import { DEFAULT_FILE_RULES, type FileRules } from "./file-rules.ts";
import { heldAgainst, limitsReport } from "./limits/limits-report.ts";
import type { LimitsReport } from "./limits/limits-schema.ts";
import { agesAt } from "./model/ages-at.ts";
import { problemWords } from "./model/problem-words.ts";
import type { ReportFindings } from "./model/report-model.ts";
import { type AttachedScope, attachScopes, type ReportScope } from "./query/attach-scopes.ts";
import { readBreakdowns } from "./query/breakdowns.ts";
import { readCasesNearQuota } from "./query/cases-near-quota.ts";
import { readChanges } from "./query/changes.ts";
import { readFailedCodes } from "./query/failed-codes.ts";
import { filesQuery } from "./query/files-relation.ts";
import { readInstanceLimits, scopesOfOtherInstances } from "./query/instance-limits.ts";
import { readIrregularities } from "./query/irregularities.ts";
import { problemRules } from "./query/problem-rules.ts";
import { readProblemSamples } from "./query/problem-samples.ts";
import { problemsQuery } from "./query/problems-relation.ts";
import type { Beside } from "./query/report-database.ts";
import { readRowOrder, readStateOrder } from "./query/row-order.ts";
import { countProblems, countScopes } from "./query/scope-numbers.ts";
import { createSourceViews } from "./query/source-views.ts";
import { readTrends } from "./query/trends.ts";
import { readTriage } from "./query/triage.ts";
import { NO_REDACTION, type Redaction } from "./redaction/redaction.ts";
import { createRedactionFunctions } from "./redaction/redaction-functions.ts";
import { writeFilesCsv, writeFilesNdjson, writeFilesParquet, writeProblemTables } from "./tables/publish-tables.ts";

export interface TablesInput {
  readonly slot: string;
  readonly scopes: readonly ReportScope[];
  readonly generatedAt: Date;
  readonly stuckAfterSeconds: number;
  /** @default nothing is redacted */
  readonly redaction?: Redaction;
  /** @default AWS's own limits */
  readonly rules?: FileRules;
}

/**
 * Writes the tables and reads everything that the page tells: every number is that of the published table. Afterwards
 * the views `files` and `problems` are the rows of these tables.
 *
 * @param beside what takes long, and is needed by nothing else, is written beside the rest.
 */
export async function writeTables(
  connection: DuckDBConnection,
  beside: Beside,
  input: TablesInput,
  folder: string,
): Promise<ReportFindings> {
  const fileRules = input.rules ?? DEFAULT_FILE_RULES;
  const scopes = await attachScopes(connection, input.scopes, input.slot);
  const instances = await readInstanceLimits(connection, scopes);
  await createRedactionFunctions(connection, input.redaction ?? NO_REDACTION, heldAgainst(fileRules, instances));
  await createSourceViews(connection, scopes);
  const withOthers = await scopesOfOtherInstances(connection, instances);
  const limits = limitsReport(fileRules, { scopes: scopes.map(({ name }) => name), instances, withOthers });
  const query = filesQuery(await readStateOrder(connection, scopes));
  const parquet = await writeFilesParquet(connection, { query, slot: input.slot, folder });
  const [csv, ndjson, findings] = await allEnded([
    writeFilesCsv(beside[0], folder),
    writeFilesNdjson(beside[1], folder),
    writeProblemsAndRead(connection, { scopes, limits }, input, folder),
  ] as const);
  return { ...findings, tables: [csv, parquet, ndjson, ...findings.tables] };
}

interface KnownOfScopes {
  readonly scopes: readonly AttachedScope[];
  readonly limits: LimitsReport;
}

async function writeProblemsAndRead(
  connection: DuckDBConnection,
  { scopes, limits }: KnownOfScopes,
  input: TablesInput,
  folder: string,
): Promise<ReportFindings> {
  const fileRules = input.rules ?? DEFAULT_FILE_RULES;
  const rules = problemRules(input.stuckAfterSeconds, fileRules, limits);
  const irregularities = await readIrregularities(connection);
  const kinds = irregularities.map(({ kind }) => kind);
  const query = problemsQuery(rules, problemWords(input.stuckAfterSeconds, fileRules, limits), kinds);
  const tables = await writeProblemTables(connection, { query, slot: input.slot, folder });
  const problems = await countProblems(connection, rules);
  const ageMoment = agesAt(input.slot, scopes, input.generatedAt);
  return {
    slot: input.slot,
    generatedAt: input.generatedAt,
    stuckAfterSeconds: input.stuckAfterSeconds,
    redacted: input.redaction?.kinds ?? [],
    scopes,
    numbers: await countScopes(connection, rules),
    failedCodes: await readFailedCodes(connection),
    order: await readRowOrder(connection, "files"),
    problems,
    samples: await readProblemSamples(connection, rules, problems),
    changes: await readChanges(connection, scopes),
    trends: await readTrends(connection, scopes),
    agesAt: ageMoment,
    breakdowns: await readBreakdowns(connection, ageMoment),
    irregularities,
    rules: fileRules,
    limits,
    casesNearQuota: await readCasesNearQuota(connection, fileRules),
    triage: await readTriage(
      connection,
      scopes.map(({ name }) => name),
      rules.rejected,
    ),
    tables,
  };
}

/** All results, or the error of one when the others have ended, too: a connection in use may not be closed. */
async function allEnded<T extends readonly Promise<unknown>[]>(
  promises: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(promises);
  return await Promise.all(promises);
}
