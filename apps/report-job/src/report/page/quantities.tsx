import type { JSX } from "preact";
import type { Bytes } from "../report-schema.ts";

const NUMBER = new Intl.NumberFormat("en");
const UNITS = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] as const;
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** 12,345. */
export function number(value: number | bigint): string {
  return NUMBER.format(value);
}

/** 1 file, 2 files. */
export function files(count: number): string {
  return `${number(count)} ${count === 1 ? "file" : "files"}`;
}

/** A part of a whole in percent; never 0 % of something, never 100 % of not all. */
export function share(part: number, whole: number): string {
  if (whole === 0) return "–";
  const percent = (part / whole) * 100;
  if (part > 0 && percent < 0.1) return "< 0.1 %";
  if (part < whole && percent > 99.9) return "> 99.9 %";
  return `${percent.toFixed(percent === 0 || percent === 100 ? 0 : 1)} %`;
}

/** Bytes in a unit that people read, the exact number in the title. */
export function ByteCount({ bytes }: { readonly bytes: Bytes | bigint }): JSX.Element {
  const exact = BigInt(bytes);
  return (
    <data class="nowrap" value={String(exact)} title={`${number(exact)} bytes`}>
      {humanBytes(exact)}
    </data>
  );
}

/** The bytes of files that are still there: those of rejected files are deleted. */
export function keptBytes(numbers: {
  readonly sizeBytes: Bytes;
  readonly rejectedSizeBytes?: Bytes | undefined;
}): bigint {
  return BigInt(numbers.sizeBytes) - BigInt(numbers.rejectedSizeBytes ?? 0);
}

/** 1.18 MiB. */
export function humanBytes(bytes: bigint): string {
  let amount = Number(bytes);
  let unit = 0;
  // What would round up to 1,024 of a unit is shown as 1 of the next.
  while (Math.abs(amount) >= 1023.5 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  if (unit === 0) return amount === 1 ? "1 byte" : `${number(amount)} bytes`;
  const digits = Math.abs(amount) < 9.995 ? 2 : Math.abs(amount) < 99.95 ? 1 : 0;
  return `${amount.toFixed(digits)} ${UNITS[unit]}`;
}

/** A moment in UTC, short: 2026-11-24 06:03. The exact one is in the element. */
export function Moment({ at }: { readonly at: string }): JSX.Element {
  return (
    <time class="nowrap" dateTime={at} title={`${at} (UTC)`}>
      {at.slice(0, 10)} {at.slice(11, 16)}
    </time>
  );
}

/** A moment in UTC with its day: Tuesday, 24 November 2026, 06:03 UTC. */
export function DayMoment({ at }: { readonly at: string }): JSX.Element {
  return (
    <time dateTime={at} title={at}>
      {dayInWords(at)}, {at.slice(11, 16)} UTC
    </time>
  );
}

function dayInWords(at: string): string {
  const date = new Date(at);
  return `${DAYS[date.getUTCDay()]}, ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** 2026-11 as November 2026. */
export function monthInWords(month: string): string {
  return `${MONTHS[Number(month.slice(5)) - 1] ?? month} ${month.slice(0, 4)}`;
}

/** How long something took or lasts, in its two largest units: 3 d 4 h, 2 min 5 s, 0.4 s. */
export function lasted(milliseconds: number): string {
  if (milliseconds < 9_950) return `${(Math.max(0, milliseconds) / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  const parts = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3_600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ] as const;
  const first = parts.findIndex(([amount]) => amount > 0);
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${number(amount)} ${unit}`)
    .join(" ");
}
