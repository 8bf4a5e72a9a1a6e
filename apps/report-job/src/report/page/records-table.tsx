import type { ComponentChildren, JSX } from "preact";

/** A column of a table of records, by what it shows of each. */
export interface RecordColumn<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => ComponentChildren;
  readonly numeric?: boolean;
  /** Its words are long and should not be broken. */
  readonly roomy?: boolean;
}

interface RecordsTableProps<Row> {
  readonly caption: ComponentChildren;
  readonly rows: readonly Row[];
  /** The first column names the row. */
  readonly columns: readonly RecordColumn<Row>[];
}

/** A table of things with several properties each. On a narrow screen every row becomes a card of named values. */
export function RecordsTable<Row>({ caption, rows, columns }: RecordsTableProps<Row>): JSX.Element {
  return (
    <div class="scroll">
      <table class="records">
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
            // Rows never move: the page is rendered once.
            <tr key={index}>
              {columns.map(({ heading, cell, numeric, roomy }, place) =>
                place === 0 ? (
                  <th key={heading} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={heading} class={numeric ? "numeric" : roomy ? "roomy" : undefined} data-heading={heading}>
                    <div>{cell(row)}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
