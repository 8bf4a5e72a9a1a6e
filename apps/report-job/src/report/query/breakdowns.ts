import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
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
export type BreakdownRows = Readonly<
  Record<"status" | "useCase" | "sizeBand" | "uploader" | "createdMonth" | "tagKey", readonly BreakdownRow[]>
>;

interface BreakdownQuery {
  /** What the rows are grouped by, in SQL. */
  readonly value: string;
  readonly kind?: string;
  readonly from?: string;
  readonly order?: string;
  readonly limit: number;
}

const MEBIBYTE = 1024 * 1024;
// The default limit of a file is 20 MiB and the largest that can be configured 100 MiB.
const SIZE_BANDS: readonly (readonly [below: number, name: string])[] = [
  [1, "below 1 byte"],
  [10 * 1024, "under 10 KiB"],
  [100 * 1024, "10 to 100 KiB"],
  [MEBIBYTE, "100 KiB to 1 MiB"],
  [10 * MEBIBYTE, "1 to 10 MiB"],
  [20 * MEBIBYTE + 1, "10 to 20 MiB"],
  [100 * MEBIBYTE + 1, "20 to 100 MiB"],
];
const LARGEST_BAND = "over 100 MiB";
const BAND_NAMES = [...SIZE_BANDS.map(([, name]) => name), LARGEST_BAND];

const QUERIES: Readonly<Record<keyof BreakdownRows, BreakdownQuery>> = {
  status: { value: "file_status", limit: 50 },
  useCase: { value: "file_use_case_type", limit: 50 },
  sizeBand: {
    value: `CASE WHEN file_size_bytes IS NULL THEN NULL ${SIZE_BANDS.map(([below, name]) => `WHEN file_size_bytes < ${below} THEN '${name}'`).join(" ")} ELSE '${LARGEST_BAND}' END`,
    order: `list_position([${BAND_NAMES.map((name) => `'${name}'`).join(", ")}], value)`,
    limit: 50,
  },
  uploader: { value: "created_by", kind: "created_by_kind", limit: 12 },
  createdMonth: { value: "strftime(creation_time_utc, '%Y-%m')", order: "value DESC", limit: 24 },
  // Tags that hold half a surrogate pair are no JSON to DuckDB; such a file counts as one without tags.
  tagKey: {
    value: "tag_key",
    from: `(SELECT *, unnest(coalesce(nullif(CASE WHEN json_valid(tags) THEN json_keys(tags) END, []), [NULL])) AS tag_key FROM files)`,
    limit: 30,
  },
};

/** Counts described files and their bytes by each of the breakdowns. */
export async function readBreakdowns(connection: DuckDBConnection): Promise<BreakdownRows> {
  const entries: [string, readonly BreakdownRow[]][] = [];
  for (const [name, query] of Object.entries(QUERIES)) {
    entries.push([name, await readRows(connection, breakdownRow, sqlOf(query))]);
  }
  return Object.fromEntries(entries) as BreakdownRows;
}

function sqlOf({ value, kind = "NULL::VARCHAR", from = "files", order = "files DESC", limit }: BreakdownQuery): string {
  return `
    WITH groups AS (
      SELECT ${value} AS value, ${kind} AS kind, count(*) AS files, coalesce(sum(file_size_bytes), 0)::HUGEINT AS size
      FROM ${from} WHERE ${IS_DESCRIBED} GROUP BY 1, 2),
    ranked AS (SELECT *, row_number() OVER (ORDER BY ${order} NULLS LAST, value NULLS LAST, kind NULLS LAST) AS place FROM groups)
    SELECT any_value(CASE WHEN place <= ${limit} THEN value END) AS value,
      any_value(CASE WHEN place <= ${limit} THEN kind END) AS kind,
      least(place, ${limit} + 1) > ${limit} AS "isRest", count(*) AS values,
      sum(files)::BIGINT AS files, sum(size)::HUGEINT AS "sizeBytes"
    FROM ranked GROUP BY least(place, ${limit} + 1) ORDER BY least(place, ${limit} + 1)`;
}
