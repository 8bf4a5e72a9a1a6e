import type { Spread } from "./spread.ts";

/** How much is measured: for a look, for the results page in ten minutes, or at the sizes that take most of an hour. */
export type Size = "quick" | "full" | "large";

export interface Column {
  readonly title: string;
  /** Digits behind the point. @default 0 */
  readonly digits?: number;
}

/** A figure, a ratio with its spread, or a word; null where there is none. */
export type Cell = number | string | Spread | null;

export interface Table {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What a ratio or a figure was to be. */
export interface Goal {
  readonly what: string;
  readonly measured: number;
  readonly most?: number;
  readonly least?: number;
}

/** What one part of the benchmark found. */
export interface Findings {
  readonly tables: readonly Table[];
  readonly goals: readonly Goal[];
}

/** A part of the benchmark. */
export interface Section {
  /** The page's text of it stands in results/section-texts.ts. */
  readonly name: string;
  /** At which sizes it measures something. */
  readonly sizes: readonly Size[];
  measure(size: Size, say: (line: string) => void): Promise<Findings>;
}

export function isMet({ measured, most, least }: Goal): boolean {
  return (most === undefined || measured <= most) && (least === undefined || measured >= least);
}
