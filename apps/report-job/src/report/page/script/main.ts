import { equipFilesTable } from "./files-table.ts";

const table = document.querySelector<HTMLTableElement>("#files-table");
const controls = document.querySelector<HTMLElement>("#files-controls");
const search = document.querySelector<HTMLInputElement>("#files-search");
const sort = document.querySelector<HTMLSelectElement>("#files-sort");
const clear = document.querySelector<HTMLButtonElement>("#files-clear");
const shown = document.querySelector<HTMLElement>("#files-shown");
const more = document.querySelector<HTMLButtonElement>("#files-more");

// A report in which no file needs a person has no such table.
if (table && controls && search && sort && clear && shown && more) {
  const filters = [...controls.querySelectorAll<HTMLSelectElement>("select[name]")];
  equipFilesTable({ table, controls, search, filters, sort, clear, shown, more });
}
