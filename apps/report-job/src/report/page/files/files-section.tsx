import type { JSX } from "preact";
import { listedFiles } from "../../model/listed-files.ts";
import type { ReportModel } from "../../model/report-model.ts";
import type { ProblemSample } from "../../query/problem-samples.ts";
import { REPORT_FILES } from "../../report-files.ts";
import { files, number } from "../quantities.tsx";
import { TablesList } from "../tables-list.tsx";
import { type FilesColumn, filesColumns } from "./files-columns.tsx";
import { FilesControls } from "./files-controls.tsx";
import { filesFilters } from "./files-filters.tsx";
import { bytesOfRow, FilesTable } from "./files-table.tsx";

/** With all other sections full, and whatever strangers wrote, the page stays below 3 MB. */
const MOST_BYTES = 1_200_000;
const MOST_ROWS = 1000;

/** The files that need a person, to be searched; and where the rows of all files are. */
export function FilesSection({ model }: { readonly model: ReportModel }): JSX.Element {
  const { report } = model;
  const columns = filesColumns(model);
  const rows = rowsWithRoom(model, columns);
  const filters = filesFilters(model, rows);
  return (
    <section aria-labelledby="files">
      <h2 id="files">The files</h2>
      {rows.length > 0 && (
        <>
          <p class="lead">
            <Listed listed={rows.length} all={report.totals.needsAPerson} />
          </p>
          <FilesControls filters={filters} columns={columns} />
          <p class="note" id="files-shown" role="status">
            {files(rows.length)}.
          </p>
          <FilesTable rows={rows} columns={columns} filters={filters} caption="Files that need a person" />
          <p class="more">
            <button type="button" id="files-more" hidden>
              Show more
            </button>
          </p>
        </>
      )}
      <TablesList report={report} />
    </section>
  );
}

function rowsWithRoom({ samples }: ReportModel, columns: readonly FilesColumn[]): readonly ProblemSample[] {
  let left = MOST_BYTES;
  return listedFiles(samples, (row, listed) => {
    left -= bytesOfRow(row, columns);
    return listed < MOST_ROWS && left >= 0;
  });
}

function Listed({ listed, all }: { readonly listed: number; readonly all: number }): JSX.Element {
  if (listed >= all)
    return <>Every file that needs a person, once. Ages are counted to when this report was written.</>;
  return (
    <>
      {number(listed)} of the {files(all)} that need a person, of each problem alike. The other {number(all - listed)}{" "}
      are in <a href={REPORT_FILES.problemsCsv}>{REPORT_FILES.problemsCsv}</a>. Ages are counted to when this report was
      written.
    </>
  );
}
