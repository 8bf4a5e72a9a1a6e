import type { ComponentChildren, JSX } from "preact";
import { share } from "../quantities.tsx";
import { StrangerText } from "../stranger-text.tsx";
import { type BarMark, Bars, barsHeight, barsInWords } from "./bars.tsx";
import { type Amount, fullAmount } from "./chart-amount.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartTable } from "./chart-table.tsx";
import { Legend } from "./series-fill.tsx";

export interface Bar extends BarMark {
  /** In the table instead of the value, where that has more digits than a number. */
  readonly exact?: ComponentChildren;
}

export interface BarChartProps {
  readonly id: string;
  readonly title: string;
  /** What the bars are of, over their names in the table. */
  readonly heading: string;
  readonly amount: Amount;
  /** What the values are called in the table. */
  readonly measure: string;
  readonly bars: readonly Bar[];
  /** What the shares are of; without it there are none. */
  readonly whole?: number;
  readonly note?: ComponentChildren;
}

/** Bars with their numbers as a table. */
export function BarChart({ id, title, heading, amount, measure, bars, whole, note }: BarChartProps): JSX.Element {
  return (
    <ChartFrame
      id={id}
      title={title}
      description={barsInWords({ bars, amount, whole })}
      note={note}
      height={barsHeight(bars.length)}
      legend={<Legend id={id} entries={[]} hasUnknown={bars.some(({ value }) => value === null)} />}
      draw={(drawing) => <Bars bars={bars} amount={amount} whole={whole} drawing={drawing} />}
      table={
        <ChartTable
          caption={title}
          headings={[heading, measure, ...(whole === undefined ? [] : ["Share"])]}
          rows={bars.map(({ label, value, exact }) => ({
            name: <StrangerText text={label} />,
            cells: [
              value === null ? null : (exact ?? fullAmount(value, amount)),
              ...(whole === undefined ? [] : [value === null ? null : share(value, whole)]),
            ],
          }))}
        />
      }
    />
  );
}
