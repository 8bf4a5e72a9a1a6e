import { EXIT_CODE, type ExitCode } from "../exit-code.ts";
import type { Report } from "../report/report-schema.ts";
import type { Line } from "./message-line.ts";
import { plainText } from "./plain-text.ts";

const KINDS = ["appeared", "changed", "vanished", "reappeared"] as const;

/** What a message tells of the difference to the runs before: numbers of files, and of whom they are. */
export interface ChangesMessage extends Readonly<Record<(typeof KINDS)[number], number>> {
  /** The slot that was compared with; null where that is another one in each scope. */
  readonly since: string | null;
  readonly scopesCompared: number;
  /** Scopes of which nothing can be told: their first run, or no data. */
  readonly scopesNotCompared: number;
}

/** Null where no scope had a run to compare with. */
export function changesMessage({ changes }: Report): ChangesMessage | null {
  const scopes = changes?.scopes ?? [];
  const compared = scopes.filter(({ counts }) => counts !== null);
  if (compared.length === 0) return null;
  const slots = new Set(compared.map(({ from }) => from?.slot));
  const [since] = slots.size === 1 ? slots : [];
  const sumOf = (kind: (typeof KINDS)[number]): number =>
    compared.reduce((sum, { counts }) => sum + (counts?.[kind] ?? 0), 0);
  return {
    since: since === undefined ? null : plainText(since),
    appeared: sumOf("appeared"),
    changed: sumOf("changed"),
    vanished: sumOf("vanished"),
    reappeared: sumOf("reappeared"),
    scopesCompared: compared.length,
    scopesNotCompared: scopes.length - compared.length,
  };
}

/** The same where a command ended with `exitCode`: where nothing was answered, that nothing is otherwise is not known. */
export function changesOf(report: Report, exitCode: ExitCode): ChangesMessage | null {
  const changes = changesMessage(report);
  return exitCode === EXIT_CODE.unavailable && !isAnythingChanged({ changes }) ? null : changes;
}

/** Whether any file is otherwise than it was; what could not be compared is no change. */
export function isAnythingChanged({ changes }: { readonly changes: ChangesMessage | null }): boolean {
  return changes !== null && KINDS.some((kind) => changes[kind] > 0);
}

/** The difference in a line. */
export function changesLine(changes: ChangesMessage): Line {
  const amount = (value: number): string => value.toLocaleString("en");
  const { appeared, changed, vanished, reappeared, scopesCompared, scopesNotCompared } = changes;
  const since: Line = changes.since === null ? ["Since the runs before"] : ["Since ", { code: changes.since }];
  const what = isAnythingChanged({ changes })
    ? `${amount(appeared)} appeared, ${amount(changed)} changed, ${amount(vanished)} vanished, ${amount(reappeared)} came back`
    : "nothing changed";
  const part = scopesNotCompared === 0 ? "" : `; in ${scopesCompared} of ${scopesCompared + scopesNotCompared} scopes`;
  return [...since, `: ${what}${part}`];
}
