import {
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
  type DuckDBValueConverter,
  JsonDuckDBValueConverter,
} from "@duckdb/node-api";

/** A value as JSON holds it; whole numbers of 64 bits and more keep every digit. */
export type RowValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly RowValue[]
  | { readonly [key: string]: RowValue };

const LARGE_INTEGERS: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
]);

/** The last moment that JavaScript's dates know, in microseconds; the first one is as far before 1970. */
const LAST_MOMENT = 8_640_000_000_000_000_000n;

/** Reads a value of a result: moments as ISO 8601 in UTC, decimals as text, everything else as JSON has it. */
export const rowValue: DuckDBValueConverter<RowValue> = (value, type, converter) => {
  if (value === null) return null;
  if (typeof value === "bigint" && LARGE_INTEGERS.has(type.typeId)) return value;
  if (value instanceof DuckDBTimestampTZValue || value instanceof DuckDBTimestampValue) {
    const { micros } = value;
    if (micros >= -LAST_MOMENT && micros <= LAST_MOMENT) {
      // Divided like a floor, which matters before 1970.
      return new Date(Number((micros - (((micros % 1000n) + 1000n) % 1000n)) / 1000n)).toISOString();
    }
  }
  return JsonDuckDBValueConverter(value, type, converter as unknown as typeof JsonDuckDBValueConverter) as RowValue;
};
