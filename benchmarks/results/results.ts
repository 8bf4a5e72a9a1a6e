import type { Machine } from "../shared/machine.ts";
import type { Findings, Size } from "../shared/section.ts";

/** What one section found at one size, and where and when. */
export interface Measured extends Findings {
  readonly section: string;
  readonly size: Size;
  /** ISO 8601. */
  readonly measuredAt: string;
  readonly machine: Machine;
}

/** The last figures of every section and size. */
export interface Results {
  readonly measured: readonly Measured[];
}

const SIZES: readonly Size[] = ["quick", "full", "large"];

/** Puts new figures in the place of the old ones of the same section and size, in the order of the sections. */
export function latestWith({ measured }: Results, latest: Measured, sections: readonly string[]): Results {
  const rank = ({ section, size }: Measured): number => sections.indexOf(section) * SIZES.length + SIZES.indexOf(size);
  const others = measured.filter(({ section, size }) => section !== latest.section || size !== latest.size);
  const known = others.filter(({ section }) => sections.includes(section));
  return { measured: [...known, latest].sort((one, other) => rank(one) - rank(other)) };
}
