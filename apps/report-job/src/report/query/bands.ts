import { sqlText } from "../../state/sql-text.ts";

/** Bands that meet without a gap, each up to its bound, and one for all that is beyond the last bound. */
export interface Bands {
  readonly bounds: readonly (readonly [below: number, name: string])[];
  readonly beyond: string;
}

const MEBIBYTE = 1024 * 1024;
const DAY_MS = 86_400_000;

/** Of a file's size in bytes. The default limit of a file is 20 MiB, and the largest that can be configured 100 MiB. */
export const SIZE_BANDS: Bands = {
  bounds: [
    [1, "below 1 byte"],
    [10 * 1024, "under 10 KiB"],
    [100 * 1024, "10 to 100 KiB"],
    [MEBIBYTE, "100 KiB to 1 MiB"],
    [10 * MEBIBYTE, "1 to 10 MiB"],
    [20 * MEBIBYTE + 1, "10 to 20 MiB"],
    [100 * MEBIBYTE + 1, "20 to 100 MiB"],
  ],
  beyond: "over 100 MiB",
};

/** Of milliseconds since a file's creation. A year is 365 days. */
export const AGE_BANDS: Bands = {
  bounds: [
    [0, "created after that moment"],
    [DAY_MS, "under 1 day"],
    [7 * DAY_MS, "1 to 7 days"],
    [30 * DAY_MS, "7 to 30 days"],
    [90 * DAY_MS, "30 to 90 days"],
    [365 * DAY_MS, "90 days to 1 year"],
    [2 * 365 * DAY_MS, "1 to 2 years"],
    [5 * 365 * DAY_MS, "2 to 5 years"],
  ],
  beyond: "5 years or more",
};

/** The name of the band that a number is in, in SQL; NULL where there is no number. */
export function bandOf(value: string, { bounds, beyond }: Bands): string {
  const cases = bounds.map(([below, name]) => `WHEN ${value} < ${below} THEN ${sqlText(name)}`);
  return `CASE WHEN ${value} IS NULL THEN NULL ${cases.join(" ")} ELSE ${sqlText(beyond)} END`;
}

/** The place of a band among all, from the lowest, in SQL. */
export function bandPlace(name: string, { bounds, beyond }: Bands): string {
  return `list_position([${[...bounds.map(([, band]) => band), beyond].map(sqlText).join(", ")}], ${name})`;
}
