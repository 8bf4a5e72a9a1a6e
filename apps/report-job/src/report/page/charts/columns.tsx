import { scaleBand } from "d3-scale";
import { stack } from "d3-shape";
import type { JSX } from "preact";
import { type Amount, type ChartValue, shortAmount } from "./chart-amount.ts";
import type { Drawing } from "./chart-frame.tsx";
import { Column, type MarkedSeries, UnknownColumn } from "./column-marks.tsx";
import { PlaceLabels, type Plot } from "./plot.tsx";

interface ColumnsProps {
  readonly labels: readonly string[];
  readonly series: readonly MarkedSeries[];
  readonly arrangement: "stacked" | "grouped";
  readonly amount: Amount;
  readonly heights: readonly ChartValue[];
  readonly plot: Plot;
  readonly drawing: Drawing;
}

/** All columns of a plot, with their values over them where these have room, and their names below. */
export function Columns({ labels, series, heights, amount, arrangement, plot, drawing }: ColumnsProps): JSX.Element {
  const indexes = labels.map((_, index) => index);
  const x = scaleBand(indexes, [plot.left + 4, plot.right]).paddingInner(labels.length > 40 ? 0.12 : 0.25);
  // A few columns are no walls.
  const width = Math.min(x.bandwidth(), 56);
  const leftOf = (place: number): number => (x(place) ?? 0) + (x.bandwidth() - width) / 2;
  const layers = stack<number, number>()
    .keys(series.map((_, index) => index))
    .value((place, index) => series[index]?.values[place] ?? 0)(indexes);
  const isTopLabelled = arrangement === "stacked" || series.length === 1;
  return (
    <>
      {indexes.map((place) => {
        const marks = { place, plot, prefix: drawing.prefix, left: leftOf(place), width };
        if ((heights[place] ?? null) === null) return <UnknownColumn key={place} {...marks} />;
        return (
          <Column key={place} {...marks} series={series} layers={arrangement === "grouped" ? undefined : layers} />
        );
      })}
      {isTopLabelled && (
        <TopLabels
          heights={heights}
          amount={amount}
          plot={plot}
          step={x.step()}
          middleOf={(at) => leftOf(at) + width / 2}
        />
      )}
      <PlaceLabels plot={plot} labels={labels.map((text, at) => ({ at: leftOf(at) + width / 2, text }))} />
    </>
  );
}

interface TopLabelsProps {
  readonly heights: readonly ChartValue[];
  readonly amount: Amount;
  readonly plot: Plot;
  readonly step: number;
  readonly middleOf: (place: number) => number;
}

/** Values over their columns, where all of them have room. */
function TopLabels({ heights, amount, plot, step, middleOf }: TopLabelsProps): JSX.Element | null {
  const texts = heights.map((height) => (height === null ? "" : shortAmount(height, amount)));
  if (texts.some((text) => text.length * 7.8 + 6 > step)) return null;
  return (
    <g>
      {texts.map((text, place) => (
        <text key={place} class="value" x={middleOf(place)} y={plot.y(heights[place] ?? 0) - 5} text-anchor="middle">
          {text}
        </text>
      ))}
    </g>
  );
}
