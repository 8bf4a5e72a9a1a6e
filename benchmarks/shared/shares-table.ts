import type { Shares } from "./cpu-profile.ts";
import type { Table } from "./section.ts";

/** Profiles side by side, in per cent. What no column has a hundredth of is left out. */
export function sharesTable(title: string, profiles: readonly (readonly [title: string, shares: Shares])[]): Table {
  const names = profiles[0]?.[1].names ?? [];
  const rows = names.map((name, row) => [name, ...profiles.map(([, { parts }]) => 100 * (parts[row] ?? 0))]);
  return {
    title,
    columns: [{ title: "" }, ...profiles.map(([name]) => ({ title: name }))],
    rows: rows.filter(([, ...parts]) => parts.some((part) => Number(part) >= 0.5)),
  };
}
