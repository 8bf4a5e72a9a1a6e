import type { ComponentChildren, JSX } from "preact";

interface ChartTableProps {
  readonly caption: string;
  /** The first names the rows. */
  readonly headings: readonly ComponentChildren[];
  readonly rows: readonly { readonly name: ComponentChildren; readonly cells: readonly ComponentChildren[] }[];
}

/** What a drawing shows, in numbers. */
export function ChartTable({ caption, headings, rows }: ChartTableProps): JSX.Element {
  return (
    // Wider than a phone where it has many columns; whoever has no mouse scrolls it with the arrow keys.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls has to take the focus.
    <section class="scroll" tabIndex={0} aria-label={caption}>
      <table class="chart-table">
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {headings.map((heading, index) => (
              <th key={index} scope="col" class={index === 0 ? undefined : "numeric"}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }, row) => (
            <tr key={row}>
              <th scope="row">{name}</th>
              {cells.map((cell, index) => (
                <td key={index} class="numeric nowrap">
                  {cell ?? <NotKnown />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function NotKnown(): JSX.Element {
  return <span class="absent">not known</span>;
}
