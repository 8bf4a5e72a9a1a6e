import type { JSX } from "preact";
import { PERSON_PROBLEMS, problemWords } from "../../model/problem-words.ts";
import type { ReportModel } from "../../model/report-model.ts";
import type { ProblemSample } from "../../query/problem-samples.ts";
import { number } from "../quantities.tsx";
import { strangerTitle } from "../stranger-text.tsx";

interface Option {
  readonly value: string;
  readonly text: string;
  readonly files: number;
}

/** A property that the listed files can be filtered by. */
export interface FilesFilter {
  /** As in the rows' `data-` attributes. */
  readonly name: "problem" | "scope" | "status";
  readonly label: string;
  readonly all: string;
  readonly options: readonly Option[];
  /** The options that a row is of, parted by blanks. */
  readonly valuesOf: (row: ProblemSample) => string;
}

/** The filters of the listed files. Strangers' texts are known by their place, so that no attribute holds them. */
export function filesFilters({ report }: ReportModel, rows: readonly ProblemSample[]): readonly FilesFilter[] {
  const words = problemWords(report.stuckAfterSeconds, report.rules, report.limits);
  const problems = PERSON_PROBLEMS.map((problem) => ({
    value: problem,
    text: words[problem].title,
    files: rows.filter((row) => row.problems.includes(problem)).length,
  }));
  const filters: FilesFilter[] = [
    {
      name: "problem",
      label: "Problem",
      all: "All problems",
      options: problems.filter(({ files }) => files > 0),
      valuesOf: (row) => row.problems.join(" "),
    },
    filterBy("status", "Status", "All statuses", rows, (row) => row.fileStatus),
  ];
  if (report.scopes.length > 1) filters.push(filterBy("scope", "Scope", "All scopes", rows, (row) => row.scope));
  return filters;
}

function filterBy(
  name: FilesFilter["name"],
  label: string,
  all: string,
  rows: readonly ProblemSample[],
  textOf: (row: ProblemSample) => string | null,
): FilesFilter {
  const counts = new Map<string | null, number>();
  for (const row of rows) counts.set(textOf(row), (counts.get(textOf(row)) ?? 0) + 1);
  const texts = [...counts.keys()].toSorted(
    (a, b) => Number(a === null) - Number(b === null) || (a ?? "").localeCompare(b ?? "", "en"),
  );
  const options = texts.map((text, index) => ({
    value: String(index),
    text: text === null ? "not told" : strangerTitle(text, 40),
    files: counts.get(text) ?? 0,
  }));
  const places = new Map(texts.map((text, index) => [text, String(index)]));
  return { name, label, all, options, valuesOf: (row) => places.get(textOf(row)) ?? "" };
}

/** A labelled choice; the page's script listens to it. */
export function FilterChoice({ filter: { name, label, all, options } }: { readonly filter: FilesFilter }): JSX.Element {
  return (
    <label class="field">
      <span>{label}</span>
      <select name={name}>
        <option value="">{all}</option>
        {options.map(({ value, text, files }) => (
          <option key={value} value={value}>
            {`${text} (${number(files)})`}
          </option>
        ))}
      </select>
    </label>
  );
}
