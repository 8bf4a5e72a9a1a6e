import type { JSX } from "preact";
import type { FilesColumn } from "./files-columns.tsx";
import { type FilesFilter, FilterChoice } from "./files-filters.tsx";

interface FilesControlsProps {
  readonly filters: readonly FilesFilter[];
  readonly columns: readonly FilesColumn[];
}

/** Search, filters and order. Hidden until the page's script is there to obey them. */
export function FilesControls({ filters, columns }: FilesControlsProps): JSX.Element {
  return (
    <search class="controls" id="files-controls" aria-labelledby="files" hidden>
      <label class="field widest">
        <span>Search</span>
        <input type="search" id="files-search" autocomplete="off" spellcheck={false} aria-controls="files-table" />
      </label>
      {filters.map((filter) => (
        <FilterChoice key={filter.name} filter={filter} />
      ))}
      <label class="field">
        <span>Order</span>
        <select id="files-sort">
          <option value="">By problem</option>
          {columns.flatMap(({ heading, ways = ["A to Z", "Z to A"] }, place) => [
            <option key={`${heading} up`} value={`${place} ascending`}>{`${heading}, ${ways[0]}`}</option>,
            <option key={`${heading} down`} value={`${place} descending`}>{`${heading}, ${ways[1]}`}</option>,
          ])}
        </select>
      </label>
      <button type="button" id="files-clear">
        Clear
      </button>
    </search>
  );
}
