import { scaleLinear } from "d3-scale";
import type { JSX } from "preact";
import { share } from "../quantities.tsx";
import { type Amount, type ChartValue, largest, shortAmount } from "./chart-amount.ts";
import type { Drawing } from "./chart-frame.tsx";
import { labelWithin } from "./label-within.ts";
import { FillPatterns, fillOf, type SeriesFill } from "./series-fill.tsx";

/** A bar that lies under its name. */
export interface BarMark {
  /** May be a stranger's. */
  readonly label: string;
  readonly value: ChartValue;
  /** @default solid */
  readonly fill?: SeriesFill;
  /** Whether it is many together, which have no bar: it would dwarf those of one each. @default false */
  readonly isGathered?: boolean;
}

interface BarsProps {
  readonly bars: readonly BarMark[];
  readonly amount: Amount;
  /** What the shares are of; without it there are none. */
  readonly whole?: number | undefined;
  readonly drawing: Drawing;
}

const ROW = 38;
const BAR_TOP = 21;
const BAR_HEIGHT = 9;
/** Of an average letter, in units of the drawing; cautious, for the reader's own font may be wide. */
const LETTER = 7.7;

/** How high so many bars are, in units of the drawing. */
export function barsHeight(count: number): number {
  return Math.max(1, count) * ROW;
}

/** What the bars tell, in words. */
export function barsInWords({ bars, amount, whole }: Omit<BarsProps, "drawing">): string {
  return bars.map((bar) => `${labelWithin(bar.label, 40)}: ${told(bar.value, amount, whole)}`).join("; ");
}

/** Bars that lie, each under its name, with its value and its share beside the name. */
export function Bars({ bars, amount, whole, drawing: { width, prefix } }: BarsProps): JSX.Element {
  const x = scaleLinear(
    [0, Math.max(largest(bars.map(({ value, isGathered = false }) => (isGathered ? null : value))), 1e-9)],
    [0, width],
  );
  return (
    <>
      <FillPatterns prefix={prefix} fills={bars.map(({ fill = "solid" }) => fill)} />
      {bars.map((bar, index) => {
        const words = told(bar.value, amount, whole);
        return (
          <g key={index} transform={`translate(0,${index * ROW})`}>
            <text class="name" x={0} y={15}>
              {labelWithin(bar.label, Math.max(8, Math.floor(width / LETTER) - words.length - 2))}
            </text>
            <text class="value" x={width} y={15} text-anchor="end">
              {words}
            </text>
            <Mark width={width} x={x} bar={bar} prefix={prefix} />
          </g>
        );
      })}
    </>
  );
}

function told(value: ChartValue, amount: Amount, whole: number | undefined): string {
  if (value === null) return "not known";
  // More than the whole are files that are counted more than once, which are no share of it.
  return whole === undefined || value > whole
    ? shortAmount(value, amount)
    : `${shortAmount(value, amount)} · ${share(value, whole)}`;
}

interface MarkProps {
  readonly width: number;
  readonly x: (value: number) => number;
  readonly bar: BarMark;
  readonly prefix: string;
}

/** A bar on a line; a stroke where the value is 0, and a dashed outline where it is not known. */
function Mark({ width, x, bar: { value, fill = "solid", isGathered = false }, prefix }: MarkProps): JSX.Element {
  const bottom = BAR_TOP + BAR_HEIGHT;
  if (value === null)
    return <rect class="unknown" x={0.5} y={BAR_TOP + 0.5} width={width - 1} height={BAR_HEIGHT - 1} />;
  return (
    <>
      <line class="grid" x1={0} x2={width} y1={bottom} y2={bottom} />
      {!isGathered && value === 0 && <rect class="zero" y={BAR_TOP} width={1} height={BAR_HEIGHT} />}
      {!isGathered && value > 0 && (
        <rect
          class={`outline fill-${fill}`}
          fill={fillOf(prefix, fill)}
          y={BAR_TOP}
          width={Math.max(2, x(value)).toFixed(1)}
          height={BAR_HEIGHT}
        />
      )}
    </>
  );
}
