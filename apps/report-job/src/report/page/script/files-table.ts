import { searchable, type TableRow, type Wish, wantedRows } from "./wanted-rows.ts";

/** So many rows stand on the page at first, and come with each press of 'show more'. */
const ROWS_AT_ONCE = 25;

interface Parts {
  readonly table: HTMLTableElement;
  readonly controls: HTMLElement;
  readonly search: HTMLInputElement;
  readonly filters: readonly HTMLSelectElement[];
  readonly sort: HTMLSelectElement;
  readonly clear: HTMLButtonElement;
  readonly shown: HTMLElement;
  readonly more: HTMLButtonElement;
}

/** Makes the table of files searchable, sortable and filterable. Without it, the table stands there whole. */
export function equipFilesTable(parts: Parts): void {
  const { table, controls, search, filters, sort, clear, shown, more } = parts;
  const body = table.tBodies[0];
  if (body === undefined) return;
  const elements = [...body.rows];
  const rows = elements.map(readRow);
  const headings = [...(table.tHead?.rows[0]?.cells ?? [])];
  let limit = ROWS_AT_ONCE;

  const show = () => {
    const wish: Wish = {
      search: search.value,
      filters: Object.fromEntries(filters.map(({ name, value }) => [name, value])),
      sort: sortOf(sort.value),
    };
    const places = wantedRows(rows, wish);
    body.replaceChildren(...places.slice(0, limit).map((place) => elements[place] as HTMLTableRowElement));
    shown.textContent = shownWords(Math.min(limit, places.length), places.length, rows.length);
    more.hidden = places.length <= limit;
    more.textContent = `Show ${Math.min(ROWS_AT_ONCE, places.length - limit)} more`;
    clear.disabled = search.value === "" && sort.value === "" && filters.every(({ value }) => value === "");
    for (const [column, heading] of headings.entries()) {
      if (wish.sort?.column !== column) heading.removeAttribute("aria-sort");
      else heading.setAttribute("aria-sort", wish.sort.descending ? "descending" : "ascending");
    }
  };
  const showFromTop = () => {
    limit = ROWS_AT_ONCE;
    show();
  };

  for (const [column, heading] of headings.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const isAscending = sort.value === `${column} ascending`;
      const isDescending = sort.value === `${column} descending`;
      // What is large or old is what one looks for first.
      const startsDescending = heading.classList.contains("numeric");
      sort.value = `${column} ${isAscending || (startsDescending && !isDescending) ? "descending" : "ascending"}`;
      showFromTop();
    });
  }
  search.addEventListener("input", showFromTop);
  for (const select of [...filters, sort]) select.addEventListener("change", showFromTop);
  clear.addEventListener("click", () => {
    search.value = "";
    for (const select of [...filters, sort]) select.value = "";
    showFromTop();
    search.focus();
  });
  more.addEventListener("click", () => {
    const next = limit;
    limit += ROWS_AT_ONCE;
    show();
    // The button may be gone; whoever pressed it reads on where the new rows begin.
    const first = body.rows[next]?.cells[0];
    first?.setAttribute("tabindex", "-1");
    first?.focus();
  });
  // Links elsewhere on the page lead to the table with one problem chosen.
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest("[data-show-problem]") : null;
    if (link === null) return;
    search.value = "";
    for (const select of filters)
      select.value = select.name === "problem" ? (link.getAttribute("data-show-problem") ?? "") : "";
    showFromTop();
  });
  // Nobody can press 'show more' on paper.
  let limitOnScreen = limit;
  addEventListener("beforeprint", () => {
    limitOnScreen = limit;
    limit = rows.length;
    show();
  });
  addEventListener("afterprint", () => {
    limit = limitOnScreen;
    show();
  });
  controls.hidden = false;
  show();
}

function sortOf(value: string): Wish["sort"] {
  const [column, way] = value.split(" ");
  return column === undefined || way === undefined
    ? null
    : { column: Number(column), descending: way === "descending" };
}

function shownWords(shown: number, wanted: number, all: number): string {
  const number = (amount: number) => amount.toLocaleString("en");
  if (wanted === 0) return `None of ${number(all)} files match.`;
  const matching = wanted === all ? `${number(all)} files` : `${number(wanted)} matching of ${number(all)} files`;
  return `Showing ${number(shown)} of ${matching}.`;
}

function readRow(row: HTMLTableRowElement): TableRow {
  const values: Record<string, readonly string[]> = {};
  for (const [name, value] of Object.entries(row.dataset)) values[name] = (value ?? "").split(" ");
  const titles = [...row.querySelectorAll("[title]")].map((element) => element.getAttribute("title"));
  const cells = [...row.cells];
  return {
    text: searchable([...cells.map((cell) => cell.textContent), ...titles].join(" ")),
    values,
    keys: cells.map(({ dataset: { key }, textContent }) => {
      if (key === undefined) return textContent;
      return key === "" ? null : Number(key);
    }),
  };
}
