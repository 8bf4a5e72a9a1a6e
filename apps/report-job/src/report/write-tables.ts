import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type Column, FILE_COLUMNS, PROBLEM_COLUMNS } from "./columns.ts";
import { DEFAULT_FILE_RULES, type FileRules } from "./file-rules.ts";
import { toBytes } from "./model/bytes.ts";
import { problemWords } from "./model/problem-words.ts";
import type { ReportFindings } from "./model/report-model.ts";
import { attachScopes, type ReportScope } from "./query/attach-scopes.ts";
import { readBreakdowns } from "./query/breakdowns.ts";
import { readCasesNearQuota } from "./query/cases-near-quota.ts";
import { readChanges } from "./query/changes.ts";
import { filesQuery } from "./query/files-relation.ts";
import { readIrregularities } from "./query/irregularities.ts";
import { problemRules } from "./query/problem-rules.ts";
import { readProblemSamples } from "./query/problem-samples.ts";
import { problemsQuery } from "./query/problems-relation.ts";
import { sqlPathPattern } from "./query/report-database.ts";
import { readRowOrder } from "./query/row-order.ts";
import { countProblems, countScopes } from "./query/scope-numbers.ts";
import { createSourceViews } from "./query/source-views.ts";
import { readTrends } from "./query/trends.ts";
import { readTriage } from "./query/triage.ts";
import { REPORT_FILES } from "./report-files.ts";
import type { TableReport } from "./report-schema.ts";
import { writeCsvTable } from "./tables/csv-table.ts";
import { writeParquetTable } from "./tables/parquet-table.ts";

export interface TablesInput {
  readonly slot: string;
  readonly scopes: readonly ReportScope[];
  readonly generatedAt: Date;
  readonly stuckAfterSeconds: number;
  /** @default AWS's own limits */
  readonly rules?: FileRules;
}

/**
 * Writes the tables and reads everything that the page tells. The sorted, typed Parquet is written first, and all else
 * is read from it: the rows are put in order once, and every number is that of the published table.
 */
export async function writeTables(
  connection: DuckDBConnection,
  input: TablesInput,
  folder: string,
): Promise<ReportFindings> {
  const scopes = await attachScopes(connection, input.scopes);
  await createSourceViews(connection, scopes);
  const tables: TableReport[] = [];
  const written = async (
    file: string,
    format: TableReport["format"],
    rows: number,
    columns: readonly Column[],
  ): Promise<void> => {
    const { size } = await stat(join(folder, file), { bigint: true });
    tables.push({ file, format, rows, sizeBytes: toBytes(size), columns: columns.map((column) => ({ ...column })) });
  };

  const parquet = join(folder, REPORT_FILES.filesParquet);
  const query = filesQuery(await readRowOrder(connection, "all_outcomes"));
  const rows = await writeParquetTable(connection, query, parquet);
  await connection.run(`CREATE VIEW files AS SELECT * FROM read_parquet(${sqlPathPattern(parquet)})`);
  const csv = join(folder, REPORT_FILES.filesCsv);
  await written(
    REPORT_FILES.filesCsv,
    "csv",
    await writeCsvTable(connection, "FROM files", FILE_COLUMNS, csv),
    FILE_COLUMNS,
  );
  await written(REPORT_FILES.filesParquet, "parquet", rows, FILE_COLUMNS);

  const fileRules = input.rules ?? DEFAULT_FILE_RULES;
  const rules = problemRules(input.stuckAfterSeconds, fileRules);
  const irregularities = await readIrregularities(connection);
  const kinds = irregularities.map(({ kind }) => kind);
  const problems = problemsQuery(rules, problemWords(input.stuckAfterSeconds, fileRules), kinds);
  const problemRows = await writeCsvTable(
    connection,
    problems,
    PROBLEM_COLUMNS,
    join(folder, REPORT_FILES.problemsCsv),
  );
  await written(REPORT_FILES.problemsCsv, "csv", problemRows, PROBLEM_COLUMNS);

  return {
    slot: input.slot,
    generatedAt: input.generatedAt,
    stuckAfterSeconds: input.stuckAfterSeconds,
    scopes,
    numbers: await countScopes(connection, rules),
    order: await readRowOrder(connection, "files"),
    problems: await countProblems(connection, rules),
    samples: await readProblemSamples(connection, rules),
    changes: await readChanges(connection, scopes),
    trends: await readTrends(connection, scopes),
    breakdowns: await readBreakdowns(connection),
    irregularities,
    rules: fileRules,
    casesNearQuota: await readCasesNearQuota(connection, fileRules),
    triage: await readTriage(
      connection,
      scopes.map(({ name }) => name),
      rules.rejected,
    ),
    tables,
  };
}
