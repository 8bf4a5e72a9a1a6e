/** What a page says has to be replaced before what stands in the repository is the reader's own. */
export interface Replacement {
  /** As they stand in the files and blocks. */
  readonly values: readonly string[];
  /** Files of the repository that they stand in; empty where they stand in blocks of the page alone. */
  readonly files: readonly string[];
  /** Where the reader's own comes from. */
  readonly from: string;
}

/** The cells of a section's table, row by row, without its head. */
export function rowsOf(page: string, section: string): readonly (readonly string[])[] {
  const text = page.split(/^## /m).find((each) => each.startsWith(`${section}\n`)) ?? "";
  const rows = text.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) => {
    const cells = row.split(/(?<!\\)\|/).slice(1, -1);
    return cells.map((cell) => cell.trim());
  });
}

/** The section 'What to replace'. A row that says 'the same file' is about those of the row above, besides its own. */
export function replacementsOf(page: string): readonly Replacement[] {
  let above: readonly string[] = [];
  return rowsOf(page, "What to replace").map(([what = "", where = "", from = ""]) => {
    const named = [...where.matchAll(/\]\(\.\.\/\.\.\/(deploy\/[^)]+)\)/g)].map(([, path = ""]) => path);
    const files = /\bthe same files?\b/.test(where) ? [...above, ...named] : named;
    above = files;
    return { values: [...what.matchAll(/`([^`]+)`/g)].map(([, value = ""]) => value), files, from };
  });
}

const KINDS: readonly RegExp[] = [
  // Names that are nobody's: buckets, clusters, repositories.
  /\bmy-[a-z-]+/g,
  /\b\d{12}\b/g,
  /\bcustomer-care\b/g,
  /[\w.]*[@.]?\bexample\.(?:com|org)\b/g,
  /\b[a-z]{2}-[a-z]+-\d\b/g,
  /\b(?:Europe|America|Asia|Africa|Australia|Pacific)\/\w+/g,
];

/** What stands in a text for something of the reader's: invented names, accounts, Regions, addresses, time zones. */
export function placeholdersIn(text: string): ReadonlySet<string> {
  return new Set(KINDS.flatMap((kind) => text.match(kind) ?? []));
}
