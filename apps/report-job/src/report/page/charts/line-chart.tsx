import { scaleUtc } from "d3-scale";
import { area, line } from "d3-shape";
import type { ComponentChildren, JSX } from "preact";
import { type Amount, type ChartValue, fullAmount, largest, shortAmount } from "./chart-amount.ts";
import { ChartFrame, type Drawing } from "./chart-frame.tsx";
import { ChartTable } from "./chart-table.tsx";
import { labelWithin } from "./label-within.ts";
import { momentLabels } from "./moment-labels.ts";
import { Grid, PLOT_HEIGHT, PlaceLabels, plotOf } from "./plot.tsx";
import { Legend } from "./series-fill.tsx";

export interface LinePoint {
  /** ISO 8601, in UTC. */
  readonly at: string;
  readonly value: ChartValue;
  /** In the table and for screen readers; may be a stranger's. */
  readonly name: string;
  /** In the table instead of the value, where that has more digits than a number. */
  readonly exact?: ComponentChildren;
}

export interface LineChartProps {
  readonly id: string;
  readonly title: string;
  /** What the points are, over their names in the table. */
  readonly heading: string;
  /** What the values are called in the table. */
  readonly measure: string;
  readonly amount: Amount;
  /** In the order of time. */
  readonly points: readonly LinePoint[];
  /** Whether what is below the line is tinted. @default false */
  readonly isArea?: boolean;
  readonly note?: ComponentChildren;
  /** How a name looks in the table. @default as it is */
  readonly nameOf?: (point: LinePoint) => ComponentChildren;
}

/** A line over time, with a gap where nothing is known. */
export function LineChart(props: LineChartProps): JSX.Element {
  const { id, title, heading, measure, amount, points, note, nameOf = ({ name }) => labelWithin(name, 80) } = props;
  return (
    <ChartFrame
      id={id}
      title={title}
      description={described(points, amount)}
      note={note}
      height={PLOT_HEIGHT}
      legend={<Legend id={id} entries={[]} hasUnknown={points.some(({ value }) => value === null)} />}
      draw={(drawing) => <Line {...props} drawing={drawing} />}
      table={
        <ChartTable
          caption={title}
          headings={[heading, measure]}
          rows={points.map((point) => ({
            name: nameOf(point),
            cells: [point.value === null ? null : (point.exact ?? fullAmount(point.value, amount))],
          }))}
        />
      }
    />
  );
}

function described(points: readonly LinePoint[], amount: Amount): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return "No points.";
  const told = ({ name, value }: LinePoint): string =>
    `${labelWithin(name, 60)}: ${value === null ? "not known" : shortAmount(value, amount)}`;
  if (points.length <= 6) return points.map(told).join("; ");
  const most = shortAmount(largest(points.map(({ value }) => value)), amount);
  return `${points.length} points. The first, ${told(first)}. The highest value, ${most}. The last, ${told(last)}.`;
}

function Line({ points, amount, isArea = false, drawing }: LineChartProps & { readonly drawing: Drawing }) {
  const plot = plotOf(
    points.map(({ value }) => value),
    amount,
    drawing.width,
  );
  const moments = points.map(({ at }) => new Date(at));
  const x = scaleUtc([moments[0] ?? 0, moments.at(-1) ?? 0], [plot.left + 6, plot.right - 6]);
  const placed = points.map(({ value, at }) => ({ value, x: x(new Date(at)) }));
  type Placed = (typeof placed)[number];
  const isKnown = ({ value }: Placed): boolean => value !== null;
  const xOf = (point: Placed): number => point.x;
  const yOf = ({ value }: Placed): number => plot.y(value ?? 0);
  return (
    <>
      <Grid plot={plot} amount={amount} />
      {isArea && <path class="area" d={area<Placed>(xOf, plot.bottom, yOf).defined(isKnown).digits(1)(placed) ?? ""} />}
      <path class="line" d={line<Placed>(xOf, yOf).defined(isKnown).digits(1)(placed) ?? ""} />
      {placed.map((point, index) =>
        point.value === null ? (
          <line key={index} class="unknown" x1={point.x} x2={point.x} y1={plot.top} y2={plot.bottom} />
        ) : (
          <circle
            key={index}
            class="dot"
            cx={point.x.toFixed(1)}
            cy={yOf(point).toFixed(1)}
            r={placed.length > 30 ? 1.8 : 3}
          />
        ),
      )}
      <LastValue point={placed.findLast(isKnown)} amount={amount} right={plot.right} y={yOf} />
      <PlaceLabels plot={plot} labels={momentLabels(moments).map(({ at, text }) => ({ at: x(at), text }))} />
    </>
  );
}

interface LastValueProps {
  readonly point: { readonly x: number; readonly value: ChartValue } | undefined;
  readonly amount: Amount;
  readonly right: number;
  readonly y: (point: { readonly x: number; readonly value: ChartValue }) => number;
}

function LastValue({ point, amount, right, y }: LastValueProps): JSX.Element | null {
  if (point === undefined) return null;
  const text = shortAmount(point.value ?? 0, amount);
  const middle = Math.min(point.x, right - text.length * 4.2);
  return (
    <text class="value" x={middle} y={y(point) - 8} text-anchor="middle">
      {text}
    </text>
  );
}
