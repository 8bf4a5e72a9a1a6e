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
export type BreakdownRows = Readonly<Record<keyof ReturnType<typeof queriesAt> | "tagKey", readonly BreakdownRow[]>>;

const FILES_AND_SIZE = "count(*) AS files, coalesce(sum(file_size_bytes), 0)::HUGEINT AS size";

interface BreakdownQuery {
  /** What the rows are grouped by, in SQL. */
  readonly by: string;
  /** How a group is called, in SQL. @default as what it is grouped by */
  readonly named?: (group: string) => string;
  readonly kind?: string;
  readonly order?: string;
  /** So many values have a row of their own, and so do the files without a value. */
  readonly limit: number;
}

function queriesAt(atMs: number) {
  return {
    status: { by: "file_status", limit: 50 },
    useCase: { by: "file_use_case_type", limit: 50 },
    fileType: { by: FILE_TYPE, limit: 15 },
    sizeBand: { by: bandOf("file_size_bytes", SIZE_BANDS), order: bandPlace("value", SIZE_BANDS), limit: 50 },
    age: {
      by: bandOf(`(${atMs} - epoch_ms(creation_time_utc))`, AGE_BANDS),
      order: bandPlace("value", AGE_BANDS),
      limit: 50,
    },
    createdMonth: {
      by: "date_trunc('month', creation_time_utc)",
      named: (month) => `strftime(${month}, '%Y-%m')`,
      order: "value DESC",
      limit: 24,
    },
    uploader: { by: "created_by", kind: "created_by_kind", limit: 12 },
  } satisfies Readonly<Record<string, BreakdownQuery>>;
}

const TAG_KEY = { by: "tag_key", limit: 30 };
// Tags that hold half a surrogate pair are no JSON to DuckDB; such a file counts as one without tags.
const TAG_KEYS = `
  SELECT tag_key AS value, NULL::VARCHAR AS kind, ${FILES_AND_SIZE} FROM (
    SELECT *, unnest(coalesce(nullif(CASE WHEN json_valid(tags) THEN json_keys(tags) END, []), [NULL])) AS tag_key FROM files)
  WHERE ${IS_DESCRIBED} GROUP BY tag_key`;

/** Counts described files and their bytes by each of the breakdowns. @param at to which ages are counted */
export async function readBreakdowns(connection: DuckDBConnection, at: Date): Promise<BreakdownRows> {
  const queries: [string, BreakdownQuery][] = Object.entries(queriesAt(at.getTime()));
  await connection.run(`CREATE TEMP TABLE breakdown_groups AS ${groupsOf(queries.map(([, query]) => query))}`);
  const entries: [string, readonly BreakdownRow[]][] = [];
  for (const [index, [name, query]] of queries.entries()) {
    const value = `value_${index}`;
    const groups = `SELECT ${query.named?.(value) ?? value} AS value, kind_${index} AS kind, files, size
      FROM breakdown_groups WHERE is_of_${index}`;
    entries.push([name, await readRows(connection, breakdownRow, sqlOf(groups, query))]);
  }
  await connection.run("DROP TABLE breakdown_groups");
  entries.push(["tagKey", await readRows(connection, breakdownRow, sqlOf(TAG_KEYS, TAG_KEY))]);
  return Object.fromEntries(entries) as BreakdownRows;
}

/** All groups but those of tags, of one pass over the files. */
function groupsOf(queries: readonly BreakdownQuery[]): string {
  const columns = queries.flatMap(({ by, kind = "NULL::VARCHAR" }, index) => [
    `${by} AS value_${index}`,
    `${kind} AS kind_${index}`,
  ]);
  const sets = queries.map((_, index) => `(value_${index}, kind_${index})`).join(", ");
  const isOf = queries.map((_, index) => `grouping(value_${index}) = 0 AS is_of_${index}`);
  return `SELECT * EXCLUDE (file_size_bytes), ${isOf.join(", ")}, ${FILES_AND_SIZE}
    FROM (SELECT ${columns.join(", ")}, file_size_bytes FROM files WHERE ${IS_DESCRIBED})
    GROUP BY GROUPING SETS (${sets})`;
}

function sqlOf(groups: string, { order = "files DESC", limit }: BreakdownQuery): string {
  return `
    WITH groups AS (${groups}),
    ranked AS (SELECT *, row_number() OVER (ORDER BY ${order} NULLS LAST, value NULLS LAST, kind NULLS LAST) AS place FROM groups),
    placed AS (SELECT *, CASE WHEN place <= ${limit} OR (value IS NULL AND kind IS NULL) THEN place END AS shown FROM ranked)
    SELECT any_value(CASE WHEN shown IS NOT NULL THEN value END) AS value,
      any_value(CASE WHEN shown IS NOT NULL THEN kind END) AS kind,
      shown IS NULL AS "isRest", count(*) AS values, sum(files)::BIGINT AS files, sum(size)::HUGEINT AS "sizeBytes"
    FROM placed GROUP BY shown ORDER BY shown NULLS LAST`;
}
