import type { ComponentChildren, JSX } from "preact";
import type { Breakdown } from "../breakdowns-schema.ts";
import { drawnGroups, type FileGroup, groupsOf, LIGHT } from "./breakdown-groups.ts";
import { BreakdownTable } from "./breakdown-table.tsx";
import { Bars, barsHeight, barsInWords } from "./charts/bars.tsx";
import { ChartFrame } from "./charts/chart-frame.tsx";
import type { SeriesFill } from "./charts/series-fill.tsx";

export interface BreakdownChartProps {
  readonly id: string;
  readonly title: string;
  /** What the rows are of. */
  readonly heading: string;
  readonly breakdown: Breakdown | undefined;
  /** What the shares are of. */
  readonly whole: number;
  /** What files without a value are called. */
  readonly absent: string;
  readonly note?: ComponentChildren;
  /** A value as a text in the drawing; may be a stranger's. @default as it is */
  readonly textOf?: (value: string, kind: string | null) => string;
  /** A value in the table. */
  readonly label: (value: string, kind: string | null) => ComponentChildren;
  /** @default solid */
  readonly fillOf?: (value: string) => SeriesFill;
}

/** Files by one property as bars, and with their bytes as a table; nothing of what an earlier program did not count. */
export function BreakdownChart(props: BreakdownChartProps): JSX.Element | null {
  const { id, title, heading, breakdown, whole, absent, note, label } = props;
  const { textOf = (value: string) => value, fillOf = () => "solid" as const } = props;
  if (breakdown === undefined) return null;
  const rows = groupsOf(breakdown, absent);
  const barOf = ({ value, kind, absent: words, files, isRest }: FileGroup) => ({
    label: value === null ? words : textOf(value, kind),
    value: files,
    isGathered: isRest,
    fill: value === null ? LIGHT : fillOf(value),
  });
  const bars = drawnGroups(rows).map(barOf);
  const drawn = { bars, amount: "files" as const, whole };
  return (
    <ChartFrame
      id={id}
      title={title}
      note={note}
      description={barsInWords(drawn)}
      height={barsHeight(bars.length)}
      draw={(drawing) => <Bars {...drawn} drawing={drawing} />}
      table={<BreakdownTable caption={title} heading={heading} rows={rows} whole={whole} label={label} />}
    />
  );
}
