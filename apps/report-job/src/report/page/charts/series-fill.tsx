import type { ComponentChildren, JSX } from "preact";

/** How the parts of a chart look: told apart by their patterns, without any colour. */
export const SERIES_FILLS = ["solid", "diagonal", "dots", "cross", "lines", "light"] as const;
export type SeriesFill = (typeof SERIES_FILLS)[number];

const SIZE = 6;

const MARKS: Readonly<Record<SeriesFill, JSX.Element>> = {
  solid: <rect width={SIZE} height={SIZE} class="mark" />,
  light: <rect width={SIZE} height={SIZE} class="mark" opacity={0.35} />,
  diagonal: <path d="M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2" class="stroke" />,
  dots: (
    <>
      <circle cx={1.5} cy={1.5} r={1.3} class="mark" />
      <circle cx={4.5} cy={4.5} r={1.3} class="mark" />
    </>
  ),
  cross: <path d="M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2 M0,0 l6,6 M-1,5 l2,2 M5,-1 l2,2" class="stroke" />,
  lines: <path d="M0,1.5 h6 M0,4.5 h6" class="stroke" />,
};

interface FillPatternsProps {
  readonly prefix: string;
  readonly fills: readonly SeriesFill[];
}

/** The patterns of one drawing. What another drawing defines is not there while that one is hidden. */
export function FillPatterns({ prefix, fills }: FillPatternsProps): JSX.Element {
  return (
    <defs>
      {[...new Set(fills)].map((fill) => (
        <pattern
          key={fill}
          id={`${prefix}-${fill}`}
          class={`fill-${fill}`}
          width={SIZE}
          height={SIZE}
          patternUnits="userSpaceOnUse"
        >
          <rect width={SIZE} height={SIZE} class="ground" />
          {MARKS[fill]}
        </pattern>
      ))}
    </defs>
  );
}

/** What fills a mark of a drawing that has `FillPatterns` of the same prefix. */
export function fillOf(prefix: string, fill: SeriesFill): string {
  return `url(#${prefix}-${fill})`;
}

interface LegendProps {
  readonly id: string;
  readonly entries: readonly { readonly fill: SeriesFill; readonly label: ComponentChildren }[];
  /** Whether the drawing has marks for what is not known. */
  readonly hasUnknown: boolean;
}

/** What the patterns stand for. */
export function Legend({ id, entries, hasUnknown }: LegendProps): JSX.Element | null {
  if (entries.length === 0 && !hasUnknown) return null;
  return (
    <ul class="legend">
      {entries.map(({ fill, label }, index) => (
        <li key={index}>
          <svg class="swatch" viewBox="0 0 18 12" aria-hidden="true" focusable="false">
            <FillPatterns prefix={`${id}-legend-${index}`} fills={[fill]} />
            <rect width={18} height={12} fill={fillOf(`${id}-legend-${index}`, fill)} class={`outline fill-${fill}`} />
          </svg>{" "}
          {label}
        </li>
      ))}
      {hasUnknown && (
        <li>
          <svg class="swatch" viewBox="0 0 18 12" aria-hidden="true" focusable="false">
            <rect x={0.5} y={0.5} width={17} height={11} class="unknown" />
          </svg>{" "}
          not known
        </li>
      )}
    </ul>
  );
}
