import type { ComponentChildren, JSX } from "preact";

/** Text in a drawing is as large as the page's where a unit is a pixel: one drawing for phones, and one for the rest. */
const WIDTHS = { narrow: 340, wide: 496 } as const;

export interface Drawing {
  /** In units of the drawing, about a pixel each. */
  readonly width: number;
  /** For ids within the drawing. */
  readonly prefix: string;
}

interface ChartFrameProps {
  /** Of the page's elements none else has it, nor one that begins with it and a hyphen. */
  readonly id: string;
  readonly title: string;
  /** What a reader who does not see the drawing should know; the numbers are in the table. */
  readonly description: string;
  readonly height: number;
  readonly draw: (drawing: Drawing) => ComponentChildren;
  readonly legend?: ComponentChildren;
  readonly note?: ComponentChildren;
  readonly table: ComponentChildren;
}

/** A drawing with its title, its legend, and the same as a table. */
export function ChartFrame(props: ChartFrameProps): JSX.Element {
  const { id, title, description, height, draw, legend, note, table } = props;
  return (
    <figure class="chart" aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      {note !== undefined && note !== false && <p class="note">{note}</p>}
      {legend}
      {(Object.keys(WIDTHS) as (keyof typeof WIDTHS)[]).map((size) => {
        const [prefix, width] = [`${id}-${size}`, WIDTHS[size]];
        return (
          <svg
            key={size}
            class={`drawing ${size}`}
            role="img"
            aria-labelledby={`${prefix}-title`}
            aria-describedby={`${prefix}-desc`}
            viewBox={`0 0 ${width} ${height}`}
          >
            <title id={`${prefix}-title`}>{title}</title>
            <desc id={`${prefix}-desc`}>{description}</desc>
            {draw({ width, prefix })}
          </svg>
        );
      })}
      <details>
        <summary>
          The numbers<span class="unseen"> of: {title}</span>
        </summary>
        {table}
      </details>
    </figure>
  );
}
