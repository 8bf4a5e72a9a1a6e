import type { Breakdown } from "../breakdowns-schema.ts";
import type { SeriesFill } from "./charts/series-fill.tsx";
import { number } from "./quantities.tsx";

/** Files that have a property in common. */
export interface FileGroup {
  /** null: they have no such property, or are what did not fit. */
  readonly value: string | null;
  readonly kind: string | null;
  /** What a reader is told where there is no value. */
  readonly absent: string;
  /** How many values these are. */
  readonly values: number;
  /** Whether it is what did not fit. */
  readonly isRest: boolean;
  readonly files: number;
  readonly sizeBytes: number | string;
}

/** How the bars of a breakdown look by what they are of; those without a value are light. */
export const LIGHT: SeriesFill = "light";

const MOST_BARS = 12;

/** All groups of a breakdown; together they have all of its files. @param absent what files without a value are called */
export function groupsOf({ entries, others }: Breakdown, absent: string): readonly FileGroup[] {
  const groups = entries.map((entry) => ({ ...entry, absent, values: 1, isRest: false }));
  return others === null ? groups : [...groups, restOf(others)];
}

/** The groups that are drawn, with the same files: the first ones, those without a value, and the others together. */
export function drawnGroups(groups: readonly FileGroup[]): readonly FileGroup[] {
  const named = groups.filter(({ value }) => value !== null);
  if (named.length <= MOST_BARS) return groups;
  const first = new Set(named.slice(0, MOST_BARS));
  const isDrawn = (group: FileGroup): boolean => first.has(group) || (group.value === null && !group.isRest);
  const folded = groups.filter((group) => !isDrawn(group));
  const sum = (of: (group: FileGroup) => number): number => folded.reduce((total, group) => total + of(group), 0);
  const sizeBytes = String(folded.reduce((total, group) => total + BigInt(group.sizeBytes), 0n));
  const rest = restOf({ values: sum(({ values }) => values), files: sum(({ files }) => files), sizeBytes });
  return [...groups.filter(isDrawn), rest];
}

function restOf(rest: NonNullable<Breakdown["others"]>): FileGroup {
  const absent = `${number(rest.values)} ${rest.values === 1 ? "other" : "others"}`;
  return { ...rest, value: null, kind: null, absent, isRest: true };
}
