import type { Series } from "d3-shape";
import type { JSX } from "preact";
import type { ChartValue } from "./chart-amount.ts";
import type { Plot } from "./plot.tsx";
import { fillOf, type SeriesFill } from "./series-fill.tsx";

interface ColumnMarksProps {
  readonly place: number;
  readonly plot: Plot;
  readonly prefix: string;
  readonly left: number;
  readonly width: number;
}

export interface MarkedSeries {
  /** One for each place. */
  readonly values: readonly ChartValue[];
  readonly fill: SeriesFill;
}

interface ColumnProps extends ColumnMarksProps {
  readonly series: readonly MarkedSeries[];
  /** Where the series stand on each other; beside each other without it. */
  readonly layers: readonly Series<number, number>[] | undefined;
}

/** The outlines of narrower columns would be all that is seen of them. */
const NARROW = 8;

/** The marks of one place; a stroke on the axis where all is 0. */
export function Column({ place, plot, prefix, left, width, series, layers }: ColumnProps): JSX.Element {
  const { y, bottom } = plot;
  if (series.every(({ values }) => values[place] === 0)) return <Zero left={left} width={width} bottom={bottom} />;
  const each = layers === undefined ? width / series.length : width;
  return (
    <g>
      {series.map(({ values, fill }, index) => {
        const value = values[place] ?? null;
        const [from = 0, to = 0] = layers?.[index]?.[place] ?? [0, value ?? 0];
        const x = layers === undefined ? left + index * each : left;
        if (value === null) return layers === undefined && <Unknown key={index} left={x} width={each} plot={plot} />;
        if (value === 0) return layers === undefined && <Zero key={index} left={x} width={each} bottom={bottom} />;
        // What is there at all is to be seen.
        const height = Math.max(1, y(from) - y(to));
        return (
          <rect
            key={index}
            class={`${each < NARROW ? "" : "outline "}fill-${fill}`}
            fill={fillOf(prefix, fill)}
            x={x.toFixed(1)}
            y={(y(from) - height).toFixed(1)}
            width={each.toFixed(1)}
            height={height.toFixed(1)}
          />
        );
      })}
    </g>
  );
}

/** A place of which nothing is known. */
export function UnknownColumn({ plot, left, width }: ColumnMarksProps): JSX.Element {
  return <Unknown left={left} width={width} plot={plot} />;
}

function Zero({ left, width, bottom }: { readonly left: number; readonly width: number; readonly bottom: number }) {
  return <rect class="zero" x={left.toFixed(1)} y={bottom - 1.5} width={width.toFixed(1)} height={1.5} />;
}

function Unknown({ left, width, plot }: { readonly left: number; readonly width: number; readonly plot: Plot }) {
  const height = plot.bottom - plot.top;
  return <rect class="unknown" x={left.toFixed(1)} y={plot.top} width={width.toFixed(1)} height={height} />;
}
