import { scaleLinear } from "d3-scale";
import type { ComponentChildren, JSX } from "preact";
import { share } from "../quantities.tsx";
import { StrangerText } from "../stranger-text.tsx";
import { type Amount, type ChartValue, fullAmount, largest, shortAmount } from "./chart-amount.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartTable } from "./chart-table.tsx";
import { labelWithin } from "./label-within.ts";
import { FillPatterns, fillOf, Legend, type SeriesFill } from "./series-fill.tsx";

export interface Bar {
  /** May be a stranger's. */
  readonly label: string;
  readonly value: ChartValue;
  /** In the table instead of the value, where that has more digits than a number. */
  readonly exact?: ComponentChildren;
  /** @default solid */
  readonly fill?: SeriesFill;
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

const ROW = 34;
/** Of an average letter, in units of the drawing; cautious, for the reader's own font may be wide. */
const LETTER = 8;

/** Bars that lie, each under its name, with its value and its share beside the name. */
export function BarChart({ id, title, heading, amount, measure, bars, whole, note }: BarChartProps): JSX.Element {
  const values = bars.map(({ value }) => value);
  const most = Math.max(largest(values), 1e-9);
  const told = ({ value }: Bar): string => {
    if (value === null) return "not known";
    return whole === undefined ? shortAmount(value, amount) : `${shortAmount(value, amount)} · ${share(value, whole)}`;
  };
  return (
    <ChartFrame
      id={id}
      title={title}
      description={bars.map((bar) => `${labelWithin(bar.label, 60)}: ${told(bar)}`).join("; ")}
      note={note}
      height={Math.max(1, bars.length) * ROW}
      legend={<Legend id={id} entries={[]} hasUnknown={values.includes(null)} />}
      draw={({ width, prefix }) => {
        const x = scaleLinear([0, most], [0, width]);
        return (
          <>
            <FillPatterns prefix={prefix} fills={bars.map(({ fill = "solid" }) => fill)} />
            {bars.map((bar, index) => {
              const room = Math.max(8, Math.floor(width / LETTER) - told(bar).length - 2);
              return (
                <g key={index} transform={`translate(0,${index * ROW})`}>
                  <text class="name" x={0} y={14}>
                    {labelWithin(bar.label, room)}
                  </text>
                  <text class="value" x={width} y={14} text-anchor="end">
                    {told(bar)}
                  </text>
                  <BarMark width={width} x={x} bar={bar} prefix={prefix} />
                </g>
              );
            })}
          </>
        );
      }}
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

interface BarMarkProps {
  readonly width: number;
  readonly x: (value: number) => number;
  readonly bar: Bar;
  readonly prefix: string;
}

/** A bar; a stroke where the value is 0, and an empty dashed track where it is not known. */
function BarMark({ width, x, bar: { value, fill = "solid" }, prefix }: BarMarkProps): JSX.Element {
  if (value === null) return <rect class="unknown" x={0.5} y={20.5} width={width - 1} height={7} />;
  return (
    <>
      <rect class="track" y={20} width={width} height={8} />
      {value === 0 ? (
        <rect class="zero" y={20} width={1} height={8} />
      ) : (
        <rect
          class={`outline fill-${fill}`}
          fill={fillOf(prefix, fill)}
          y={20}
          width={Math.max(2, x(value)).toFixed(1)}
          height={8}
        />
      )}
    </>
  );
}
