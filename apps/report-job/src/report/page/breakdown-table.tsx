import type { ComponentChildren, JSX } from "preact";
import type { FileGroup } from "./breakdown-groups.ts";
import { ChartTable } from "./charts/chart-table.tsx";
import { ByteCount, number, share } from "./quantities.tsx";

interface BreakdownTableProps {
  readonly caption: string;
  readonly heading: string;
  readonly rows: readonly FileGroup[];
  /** What the shares are of. */
  readonly whole: number;
  readonly label: (value: string, kind: string | null) => ComponentChildren;
}

/** Files, their share and their bytes by one property. */
export function BreakdownTable({ caption, heading, rows, whole, label }: BreakdownTableProps): JSX.Element {
  return (
    <ChartTable
      caption={caption}
      headings={[heading, "Files", "Share", "Size"]}
      rows={rows.map(({ value, kind, absent, files, sizeBytes }) => ({
        name: value === null ? <span class="absent">{absent}</span> : label(value, kind),
        cells: [
          number(files),
          // More than the whole are files that are counted more than once, which are no share of it.
          files > whole ? "–" : share(files, whole),
          <ByteCount key="size" bytes={sizeBytes} />,
        ],
      }))}
    />
  );
}
