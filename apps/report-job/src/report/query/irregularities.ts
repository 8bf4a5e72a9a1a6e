import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { readRows, rowCount } from "./read-rows.ts";

const EXAMPLES = 20;

const example = z.object({
  scope: z.string(),
  path: z.string(),
  fileId: z.string().nullable(),
  associatedResourceArn: z.string().nullable(),
  detail: z.string(),
});

/** How often a kind was met, and the first examples of it. */
export interface IrregularityRow {
  readonly kind: string;
  readonly count: number;
  readonly examples: readonly z.output<typeof example>[];
}

/** Counts irregularities by kind, the most frequent first. */
export async function readIrregularities(connection: DuckDBConnection): Promise<readonly IrregularityRow[]> {
  const kinds = await readRows(
    connection,
    z.object({ kind: z.string(), count: rowCount }),
    "SELECT kind, count(*) AS count FROM all_irregularities GROUP BY kind ORDER BY count DESC, kind",
  );
  const rows: IrregularityRow[] = [];
  for (const { kind, count } of kinds) {
    const examples = await readRows(
      connection,
      example,
      `SELECT scope, path, file_id AS "fileId", associated_resource_arn AS "associatedResourceArn", detail
       FROM all_irregularities WHERE kind = $kind
       ORDER BY scope, associated_resource_arn, file_id, path, detail LIMIT ${EXAMPLES}`,
      { kind },
    );
    rows.push({ kind, count, examples });
  }
  return rows;
}
