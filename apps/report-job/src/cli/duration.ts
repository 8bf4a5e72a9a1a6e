import { InvalidArgumentError } from "commander";

const UNITS_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST_MS = 365 * 86_400_000;

/**
 * Reads a duration, as 90s, 14m, 1h30m or 2d.
 *
 * @returns milliseconds, from 1 second to 365 days.
 * @throws {InvalidArgumentError} for commander, which names the flag.
 */
export function duration(text: string): number {
  const parts = [...text.matchAll(/(\d+)([smhd])/g)];
  const ms = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNITS_MS[unit ?? ""] ?? Number.NaN), 0);
  if (parts.map(([part]) => part).join("") === text && ms >= 1000 && ms <= LONGEST_MS) return ms;
  throw new InvalidArgumentError("Expected a duration from 1s to 365d, as 90s, 14m, 1h30m or 2d.");
}
