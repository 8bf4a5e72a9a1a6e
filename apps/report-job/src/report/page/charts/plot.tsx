import { type ScaleLinear, scaleLinear } from "d3-scale";
import type { JSX } from "preact";
import { type Amount, gridLines, largest, tickText } from "./chart-amount.ts";

/** Of a plot with axes, in units of the drawing. */
export const PLOT_HEIGHT = 220;
/** Room for text above the highest mark, and below the axis. */
const ABOVE = 18;
const BELOW = 24;
const LETTER = 7;

/** The place where marks are drawn. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
  readonly y: ScaleLinear<number, number>;
  readonly lines: readonly number[];
}

/** Lays out a plot from 0 to at least the largest value. */
export function plotOf(values: Iterable<number | null>, amount: Amount, width: number): Plot {
  const lines = gridLines(largest(values), amount);
  const [bottom, top] = [PLOT_HEIGHT - BELOW, ABOVE];
  const widest = Math.max(...lines.map((line) => tickText(line, lines.at(-1) ?? 0, amount).length));
  return {
    left: Math.ceil(widest * LETTER) + 8,
    right: width - 4,
    bottom,
    top,
    lines,
    y: scaleLinear([0, lines.at(-1) ?? 1], [bottom, top]),
  };
}

/** The lines that values are read by. */
export function Grid({ plot, amount }: { readonly plot: Plot; readonly amount: Amount }): JSX.Element {
  const { left, right, y, lines } = plot;
  return (
    <g>
      {lines.map((line) => (
        <g key={line}>
          <line class={line === 0 ? "axis" : "grid"} x1={left} x2={right} y1={y(line)} y2={y(line)} />
          <text class="tick" x={left - 6} y={y(line) + 4} text-anchor="end">
            {tickText(line, lines.at(-1) ?? 0, amount)}
          </text>
        </g>
      ))}
    </g>
  );
}

export interface PlaceLabel {
  readonly at: number;
  readonly text: string;
}

/** Names along the axis: of those that would run into each other each second, third …, the last one always. */
export function PlaceLabels({ plot, labels }: { readonly plot: Plot; readonly labels: readonly PlaceLabel[] }) {
  const placed = labels.map((label) => {
    const half = (label.text.length * LETTER) / 2;
    return { ...label, half, middle: Math.min(Math.max(label.at, half), plot.right - half) };
  });
  const every = (step: number) => placed.filter((_, index) => (placed.length - 1 - index) % step === 0);
  const isApart = (step: number): boolean =>
    every(step).every(({ middle, half }, index, shown) => {
      const next = shown[index + 1];
      return next === undefined || middle + half + 10 <= next.middle - next.half;
    });
  let step = 1;
  while (step < placed.length && !isApart(step)) step += 1;
  return (
    <g>
      {every(step).map(({ at, text, middle }) => (
        <g key={at}>
          <line class="axis" x1={at} x2={at} y1={plot.bottom} y2={plot.bottom + 4} />
          <text class="tick" x={middle} y={plot.bottom + 17} text-anchor="middle">
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}
