import type { JSX } from "preact";
import { renderToString } from "preact-render-to-string";
import type { ProblemSample } from "../../query/problem-samples.ts";
import type { FilesColumn } from "./files-columns.tsx";
import type { FilesFilter } from "./files-filters.tsx";

interface RowProps {
  readonly row: ProblemSample;
  readonly columns: readonly FilesColumn[];
  readonly filters: readonly FilesFilter[];
}

interface FilesTableProps extends Omit<RowProps, "row"> {
  readonly rows: readonly ProblemSample[];
  readonly caption: string;
}

/** The listed files as a plain table; the page's script makes it one that can be searched and sorted. */
export function FilesTable({ rows, columns, filters, caption }: FilesTableProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section class="scroll" tabIndex={0} aria-label={caption}>
      <table class={`records files${columns.length > 7 ? " many" : ""}`} id="files-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ heading, numeric }) => (
              <th key={heading} scope="col" class={numeric ? "numeric" : undefined}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // Rows are rendered once; the script moves the elements themselves.
            <FileRow key={index} row={row} columns={columns} filters={filters} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FileRow({ row, columns, filters }: RowProps): JSX.Element {
  const data = Object.fromEntries(filters.map(({ name, valuesOf }) => [`data-${name}`, valuesOf(row)]));
  return (
    <tr {...data}>
      {columns.map(({ heading, numeric, cell, key }, place) =>
        place === 0 ? (
          <th key={heading} scope="row">
            {cell(row)}
          </th>
        ) : (
          <td key={heading} class={numeric ? "numeric" : undefined} data-heading={heading} data-key={key?.(row)}>
            <div>{cell(row)}</div>
          </td>
        ),
      )}
    </tr>
  );
}

/** How much of the page a row takes, its filters' few digits aside. */
export function bytesOfRow(row: ProblemSample, columns: readonly FilesColumn[]): number {
  return Buffer.byteLength(renderToString(<FileRow row={row} columns={columns} filters={[]} />));
}
