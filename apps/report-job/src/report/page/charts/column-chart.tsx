import type { ComponentChildren, JSX } from "preact";
import { type Amount, type ChartValue, fullAmount, shortAmount } from "./chart-amount.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartTable } from "./chart-table.tsx";
import { Columns } from "./columns.tsx";
import { labelWithin } from "./label-within.ts";
import { Grid, PLOT_HEIGHT, plotOf } from "./plot.tsx";
import { FillPatterns, Legend, SERIES_FILLS, type SeriesFill } from "./series-fill.tsx";

export interface ColumnPlace {
  /** Under the column; a few letters. */
  readonly label: string;
  /** In the table and for screen readers; may be a stranger's. */
  readonly name: string;
}

export interface ColumnSeries {
  /** May be a stranger's. */
  readonly label: string;
  /** One for each place. */
  readonly values: readonly ChartValue[];
  /** In the table instead of the values, where these have more digits than a number. */
  readonly exact?: readonly ComponentChildren[];
  /** @default by its place among the series */
  readonly fill?: SeriesFill;
  /** For a series beside which the others could not be seen. @default false */
  readonly isInTableOnly?: boolean;
}

export interface ColumnChartProps {
  readonly id: string;
  readonly title: string;
  /** What the places are, over their names in the table. */
  readonly heading: string;
  readonly amount: Amount;
  readonly places: readonly ColumnPlace[];
  /** Stacked from the bottom, or beside each other. */
  readonly series: readonly ColumnSeries[];
  /** @default stacked */
  readonly arrangement?: "stacked" | "grouped";
  readonly note?: ComponentChildren;
  /** How a name looks in the table. @default as it is */
  readonly nameOf?: (place: ColumnPlace) => ComponentChildren;
}

type FilledSeries = ColumnSeries & { readonly fill: SeriesFill };

/** Columns that stand beside each other in the order of time. */
export function ColumnChart(props: ColumnChartProps): JSX.Element {
  const { id, title, heading, amount, places, note, arrangement = "stacked" } = props;
  const { nameOf = ({ name }) => labelWithin(name, 80) } = props;
  const series = props.series.map((one, index) => ({ ...one, fill: one.fill ?? fillAt(index) }));
  const drawn = series.filter(({ isInTableOnly = false }) => !isInTableOnly);
  const heights = places.map((_, place) => heightAt(drawn, place, arrangement));
  const hasUnknown = drawn.some(({ values }) => places.some((_, place) => (values[place] ?? null) === null));
  return (
    <ChartFrame
      id={id}
      title={title}
      description={described(places, heights, amount)}
      note={note}
      height={PLOT_HEIGHT}
      legend={
        <Legend
          id={id}
          entries={drawn.length > 1 ? drawn.map(({ label, fill }) => ({ label: labelWithin(label, 60), fill })) : []}
          hasUnknown={hasUnknown}
        />
      }
      draw={(drawing) => {
        const plot = plotOf(heights, amount, drawing.width);
        return (
          <>
            <FillPatterns prefix={drawing.prefix} fills={drawn.map(({ fill }) => fill)} />
            <Grid plot={plot} amount={amount} />
            <Columns
              labels={places.map(({ label }) => label)}
              {...{ series: drawn, heights, amount, arrangement, plot, drawing }}
            />
          </>
        );
      }}
      table={
        <ChartTable
          caption={title}
          headings={[heading, ...series.map(({ label }) => labelWithin(label, 60))]}
          rows={places.map((place, at) => ({
            name: nameOf(place),
            cells: series.map(({ values, exact }) => {
              const value = values[at] ?? null;
              return value === null ? null : (exact?.[at] ?? fullAmount(value, amount));
            }),
          }))}
        />
      }
    />
  );
}

function fillAt(index: number): SeriesFill {
  return SERIES_FILLS[index % SERIES_FILLS.length] ?? "solid";
}

/** The highest mark at a place; null where nothing is known. */
function heightAt(series: readonly FilledSeries[], place: number, arrangement: string): ChartValue {
  const known = series.flatMap(({ values }) => values[place] ?? []);
  if (known.length === 0) return null;
  return arrangement === "grouped" ? Math.max(...known) : known.reduce((sum, value) => sum + value, 0);
}

function described(places: readonly ColumnPlace[], heights: readonly ChartValue[], amount: Amount): string {
  const at = (place: number): string => {
    const height = heights[place] ?? null;
    return `${labelWithin(places[place]?.name ?? "", 60)}: ${height === null ? "not known" : shortAmount(height, amount)}`;
  };
  if (places.length === 0) return "No columns.";
  if (places.length <= 6) return places.map((_, place) => at(place)).join("; ");
  const highest = heights.reduce<number>(
    (most, height, place) => ((height ?? -1) > (heights[most] ?? -1) ? place : most),
    0,
  );
  return `${places.length} columns. The first, ${at(0)}. The highest, ${at(highest)}. The last, ${at(places.length - 1)}.`;
}
