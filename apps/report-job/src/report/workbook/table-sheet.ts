import type { DuckDBConnection } from "@duckdb/node-api";
import type { Column } from "../columns.ts";
import type { CellValue } from "./cell-xml.ts";
import type { Sheet } from "./write-workbook.ts";

/** The first rows of a relation as a sheet; they are read in batches, as the sheet is written. */
export function tableSheet(
  connection: DuckDBConnection,
  relation: string,
  columns: readonly Column[],
  rowCount: number,
): Sheet {
  const names = columns.map(({ name }) => name);
  return {
    name: relation,
    columns: columns.map(({ name, type }) => ({ header: name, width: widthOf(type, name) })),
    rowCount,
    rows: async function* () {
      const result = await connection.stream(`SELECT ${names.join(", ")} FROM ${relation} LIMIT ${rowCount}`);
      yield* result.yieldRowsJs() as AsyncIterable<readonly (readonly CellValue[])[]>;
    },
  };
}

function widthOf(type: Column["type"], name: string): number {
  if (type === "integer") return 16;
  if (type === "timestamp") return 24;
  return name === "file_name" || name === "meaning" ? 48 : 24;
}
