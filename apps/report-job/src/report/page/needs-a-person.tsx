import type { JSX } from "preact";
import { leftOutWords } from "../model/not-known-words.ts";
import { type FileProblem, NOT_KNOWN_PROBLEMS, PERSON_PROBLEMS, problemWords } from "../model/problem-words.ts";
import type { ReportModel } from "../model/report-model.ts";
import { REPORT_FILES } from "../report-files.ts";
import { CasesNearQuotaGroup } from "./cases-near-quota.tsx";
import { problemColumns } from "./problem-columns.tsx";
import { ProblemMeaning } from "./problem-meaning.tsx";
import { files, number } from "./quantities.tsx";
import { RecordsTable } from "./records-table.tsx";

/** So many files of each problem stand beside what to do; the others are in the list of files and in the tables. */
const SHOWN_PER_PROBLEM = 5;

/** The files that somebody has to look into, grouped by what is wrong, each group with what to do. */
export function NeedsAPerson({ model }: { readonly model: ReportModel }): JSX.Element {
  const { totals } = model.report;
  return (
    <section aria-labelledby="person">
      <h2 id="person">Needs a person</h2>
      {totals.needsAPerson === 0 ? (
        <p class="lead">{nothingFound(model)}</p>
      ) : (
        <p class="lead">
          {files(totals.needsAPerson)}
          {leftOutWords(totals, " (", ")")}, by what is wrong; a file with two problems is in two groups. All rows are
          in <a href={REPORT_FILES.problemsCsv}>problems.csv</a>, beside those of irregular answers.
        </p>
      )}
      <Groups model={model} problems={PERSON_PROBLEMS} />
      <CasesNearQuotaGroup report={model.report} />
      <AlsoLookedFor model={model} />
    </section>
  );
}

function nothingFound({ report: { status, totals } }: ReportModel): string {
  if (status === "no-data") return "Not known: there is no data.";
  if (totals.references === 0) return "Nothing: there are no files.";
  return status === "complete" ? "Nothing." : `Nothing among the files that are known${leftOutWords(totals)}.`;
}

/** The files of which this run learned nothing; there only where there are some. */
export function NotKnown({ model }: { readonly model: ReportModel }): JSX.Element | null {
  const { notKnown } = model.report.totals;
  if (notKnown === 0) return null;
  return (
    <section aria-labelledby="not-known">
      <h2 id="not-known">Not known</h2>
      <p class="lead">{files(notKnown)} that this run learned nothing of.</p>
      <Groups model={model} problems={NOT_KNOWN_PROBLEMS} />
    </section>
  );
}

interface GroupsProps {
  readonly model: ReportModel;
  readonly problems: readonly FileProblem[];
}

function Groups({ model, problems }: GroupsProps): JSX.Element {
  const { report, samples } = model;
  const words = problemWords(report.stuckAfterSeconds, report.rules, report.limits);
  const found = problems.map((problem) => ({ problem, rows: rowsOf(model, problem) })).filter(({ rows }) => rows > 0);
  return (
    <>
      {found.length > 1 && (
        <ul class="overview">
          {found.map(({ problem, rows }) => (
            <li key={problem}>
              <a href={`#${problem}`}>{words[problem].title}</a> <span class="count">{number(rows)}</span>
            </li>
          ))}
        </ul>
      )}
      {found.map(({ problem, rows }) => (
        <section key={problem} class="group" aria-labelledby={problem}>
          <h3 id={problem}>
            {words[problem].title} <span class="count">{number(rows)}</span>
          </h3>
          <ProblemMeaning text={words[problem].meaning} />
          <p>
            <strong>What to do:</strong> {words[problem].whatToDo}
          </p>
          <RecordsTable
            caption={captionOf(problem, words[problem].title, rows)}
            rows={samples[problem].slice(0, SHOWN_PER_PROBLEM)}
            columns={problemColumns(problem, report.scopes.length > 1)}
          />
          {rows > SHOWN_PER_PROBLEM && <More problem={problem} rows={rows - SHOWN_PER_PROBLEM} />}
        </section>
      ))}
    </>
  );
}

function More({ problem, rows }: { readonly problem: FileProblem; readonly rows: number }): JSX.Element {
  return (
    <p class="more">
      {number(rows)} more
      {PERSON_PROBLEMS.includes(problem) && (
        <>
          {" in "}
          <a href="#files" data-show-problem={problem}>
            the list of files
          </a>
          , and
        </>
      )}{" "}
      in <a href={REPORT_FILES.problemsCsv}>problems.csv</a>, where problem is <code>{problem}</code>.
    </p>
  );
}

function AlsoLookedFor({ model }: { readonly model: ReportModel }): JSX.Element | null {
  if (model.report.totals.references === 0) return null;
  const words = problemWords(model.report.stuckAfterSeconds, model.report.rules, model.report.limits);
  // What is not configured is not among the report's problems, and was not looked for.
  const none = PERSON_PROBLEMS.filter((problem) =>
    model.report.problems.some((entry) => entry.problem === problem && entry.rows === 0),
  );
  if (none.length === 0) return null;
  return (
    <p class="more">
      Looked for and not found: {none.map((problem) => words[problem].title.toLowerCase()).join(", ")}.
    </p>
  );
}

function rowsOf({ report }: ReportModel, problem: FileProblem): number {
  return report.problems.find((entry) => entry.problem === problem)?.rows ?? 0;
}

function captionOf(problem: FileProblem, title: string, rows: number): string {
  const shown = Math.min(rows, SHOWN_PER_PROBLEM);
  const order = problem === "stuck" ? "longest waiting first" : "newest first";
  if (rows === 1) return title;
  return rows > shown ? `${title}: ${shown} of ${number(rows)}, ${order}` : `${title}, ${order}`;
}
