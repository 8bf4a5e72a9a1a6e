/** What a reader can ask for of one row of the table of files. */
export interface TableRow {
  /** All that the row shows, as `searchable` makes it. */
  readonly text: string;
  /** The values that the filters know the row by, by the filter's name. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** What each column is sorted by; null where the row has nothing there. */
  readonly keys: readonly (string | number | null)[];
}

/** What the reader asked for. */
export interface Wish {
  /** Words that must all be in the row. */
  readonly search: string;
  /** The chosen value of each filter; the empty one takes every row. */
  readonly filters: Readonly<Record<string, string>>;
  readonly sort: { readonly column: number; readonly descending: boolean } | null;
}

const COLLATOR = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The places of the wanted rows, in the wanted order; rows that are alike there keep theirs. */
export function wantedRows(rows: readonly TableRow[], { search, filters, sort }: Wish): number[] {
  const words = searchable(search)
    .split(" ")
    .filter((word) => word !== "");
  const chosen = Object.entries(filters).filter(([, value]) => value !== "");
  const places: number[] = [];
  for (const [place, row] of rows.entries()) {
    if (
      words.every((word) => row.text.includes(word)) &&
      chosen.every(([name, value]) => row.values[name]?.includes(value) === true)
    ) {
      places.push(place);
    }
  }
  if (sort === null) return places;
  const keyOf = (place: number) => rows[place]?.keys[sort.column] ?? null;
  return places.sort((a, b) => compareKeys(keyOf(a), keyOf(b), sort.descending) || a - b);
}

/** A text as it is searched for: without a difference of case, of width or of blanks. */
export function searchable(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ");
}

/** Rows without a value come last, whichever way the others run. */
function compareKeys(a: string | number | null, b: string | number | null, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const ascending = typeof a === "number" && typeof b === "number" ? a - b : COLLATOR.compare(String(a), String(b));
  return descending ? -ascending : ascending;
}
