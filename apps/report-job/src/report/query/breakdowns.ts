import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { AGE_BANDS, bandOf, bandPlace, SIZE_BANDS } from "./bands.ts";
import { FILE_TYPE } from "./file-type.ts";
import { IS_DESCRIBED } from "./files-relation.ts";
import { readRows, rowBytes, rowCount } from "./read-rows.ts";

const breakdownRow = z.object({
  value: z.string().nullable(),
  kind: z.string().nullable(),
  /** Set on the one row that gathers what was over the limit. */
  isRest: z.boolean(),
  values: rowCount,
  files: rowCount,
  sizeBytes: rowBytes,
});
export type BreakdownRow = z.output<typeof breakdownRow>;
export type BreakdownRows = Readonly<Record<keyof ReturnType<typeof queriesAt>, readonly BreakdownRow[]>>;

interface BreakdownQuery {
  /** What the rows are grouped by, in SQL. */
  readonly value: string;
  readonly kind?: string;
  readonly from?: string;
  readonly order?: string;
  /** So many values have a row of their own, and so do the files without a value. */
  readonly limit: number;
}

function queriesAt(atMs: number) {
  return {
    status: { value: "file_status", limit: 50 },
    useCase: { value: "file_use_case_type", limit: 50 },
    fileType: { value: FILE_TYPE, limit: 15 },
    sizeBand: {
      value: bandOf("file_size_bytes", SIZE_BANDS),
      order: bandPlace("value", SIZE_BANDS),
      limit: 50,
    },
    age: {
      value: bandOf(`(${atMs} - epoch_ms(creation_time_utc))`, AGE_BANDS),
      order: bandPlace("value", AGE_BANDS),
      limit: 50,
    },
    createdMonth: { value: "strftime(creation_time_utc, '%Y-%m')", order: "value DESC", limit: 24 },
    uploader: { value: "created_by", kind: "created_by_kind", limit: 12 },
    // Tags that hold half a surrogate pair are no JSON to DuckDB; such a file counts as one without tags.
    tagKey: {
      value: "tag_key",
      from: `(SELECT *, unnest(coalesce(nullif(CASE WHEN json_valid(tags) THEN json_keys(tags) END, []), [NULL])) AS tag_key FROM files)`,
      limit: 30,
    },
  } satisfies Readonly<Record<string, BreakdownQuery>>;
}

/** Counts described files and their bytes by each of the breakdowns. @param at to which ages are counted */
export async function readBreakdowns(connection: DuckDBConnection, at: Date): Promise<BreakdownRows> {
  const entries: [string, readonly BreakdownRow[]][] = [];
  for (const [name, query] of Object.entries(queriesAt(at.getTime()))) {
    entries.push([name, await readRows(connection, breakdownRow, sqlOf(query))]);
  }
  return Object.fromEntries(entries) as BreakdownRows;
}

function sqlOf(query: BreakdownQuery): string {
  const { value, kind = "NULL::VARCHAR", from = "files", order = "files DESC", limit } = query;
  return `
    WITH groups AS (
      SELECT ${value} AS value, ${kind} AS kind, count(*) AS files,
        coalesce(sum(file_size_bytes), 0)::HUGEINT AS size
      FROM ${from} WHERE ${IS_DESCRIBED} GROUP BY 1, 2),
    ranked AS (SELECT *, row_number() OVER (ORDER BY ${order} NULLS LAST, value NULLS LAST, kind NULLS LAST) AS place FROM groups),
    placed AS (SELECT *, CASE WHEN place <= ${limit} OR (value IS NULL AND kind IS NULL) THEN place END AS shown FROM ranked)
    SELECT any_value(CASE WHEN shown IS NOT NULL THEN value END) AS value,
      any_value(CASE WHEN shown IS NOT NULL THEN kind END) AS kind,
      shown IS NULL AS "isRest", count(*) AS values, sum(files)::BIGINT AS files, sum(size)::HUGEINT AS "sizeBytes"
    FROM placed GROUP BY shown ORDER BY shown NULLS LAST`;
}
