import { scaleLinear } from "d3-scale";
import { humanBytes, lasted, number } from "../quantities.tsx";

/** What a chart counts, which decides how its numbers are written and where its lines are drawn. */
export type Amount = "files" | "bytes" | "seconds";

/** A number that a chart shows; null where it is not known, which is not 0. */
export type ChartValue = number | null;

const COMPACT = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

/** An amount as it stands beside a mark: 12,345, or 1.23M where that would be long. */
export function shortAmount(value: number, amount: Amount): string {
  if (amount === "bytes") return humanBytes(BigInt(Math.round(value)));
  if (amount === "seconds") return lasted(value * 1000);
  return Math.abs(value) < 100_000 ? number(value) : COMPACT.format(value);
}

/** An amount with all of its digits, where it is one of files. */
export function fullAmount(value: number, amount: Amount): string {
  return amount === "files" ? number(value) : shortAmount(value, amount);
}

/** The largest of a chart's values; 0 where none is known. */
export function largest(values: Iterable<ChartValue>): number {
  let most = 0;
  for (const value of values) if (value !== null && value > most) most = value;
  return most;
}

/** Where lines are drawn, from 0 to the first one that is not below the largest value. */
export function gridLines(most: number, amount: Amount): readonly number[] {
  const unit = unitOf(most, amount);
  // A chart of nothing but zeros has a scale, too.
  const top = most === 0 ? 1 : most / unit;
  const lines = scaleLinear([0, top], [0, 1]).nice(4).ticks(4);
  return lines.filter((line) => amount !== "files" || Number.isInteger(line)).map((line) => line * unit);
}

/** What stands beside a line of a scale, in the one unit of all of its lines. @param most the highest line */
export function tickText(line: number, most: number, amount: Amount): string {
  if (line === 0) return "0";
  const unit = unitOf(most, amount);
  if (amount !== "bytes" || unit === 1) return shortAmount(line, amount);
  return `${Number((line / unit).toPrecision(3))} ${humanBytes(BigInt(unit)).split(" ")[1]}`;
}

function unitOf(most: number, amount: Amount): number {
  if (amount === "files" || most <= 0) return 1;
  if (amount === "bytes") return 1024 ** Math.floor(Math.log(Math.max(1, most)) / Math.log(1024));
  return [86_400, 3_600, 60].find((unit) => most >= 2 * unit) ?? 1;
}
