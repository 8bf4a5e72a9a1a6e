import { DAY_MS } from "./rich-centre.test-support.ts";

const KIB = 1024;
/** Bands that meet, each up to its bound. */
export type Bands = readonly (readonly [name: string, below: number])[];
/** Of bytes. */
export const SIZES: Bands = [
  ["below 1 byte", 1],
  ["under 10 KiB", 10 * KIB],
  ["10 to 100 KiB", 100 * KIB],
  ["100 KiB to 1 MiB", KIB ** 2],
  ["1 to 10 MiB", 10 * KIB ** 2],
  ["10 to 20 MiB", 20 * KIB ** 2 + 1],
  ["20 to 100 MiB", 100 * KIB ** 2 + 1],
  ["over 100 MiB", Number.POSITIVE_INFINITY],
];
/** Of milliseconds since the creation. */
export const AGES: Bands = [
  ["created after that moment", 0],
  ["under 1 day", DAY_MS],
  ["1 to 7 days", 7 * DAY_MS],
  ["7 to 30 days", 30 * DAY_MS],
  ["30 to 90 days", 90 * DAY_MS],
  ["90 days to 1 year", 365 * DAY_MS],
  ["1 to 2 years", 730 * DAY_MS],
  ["2 to 5 years", 1825 * DAY_MS],
  ["5 years or more", Number.POSITIVE_INFINITY],
];

/** The name of the band that a number is in. */
export function bandOf(bands: Bands, value: number): string | undefined {
  return bands.find(([, below]) => value < below)?.[0];
}
