import type { ComponentChildren, JSX } from "preact";
import { type FileProblem, problemWords } from "../../model/problem-words.ts";
import type { ReportModel } from "../../model/report-model.ts";
import type { ProblemWords } from "../../model/rule-words.ts";
import type { ProblemSample } from "../../query/problem-samples.ts";
import { ArnText } from "../arn-text.tsx";
import { ByteCount, lasted } from "../quantities.tsx";
import { StrangerText } from "../stranger-text.tsx";

/** A column of the table of files. */
export interface FilesColumn {
  readonly heading: string;
  readonly numeric?: boolean;
  readonly cell: (row: ProblemSample) => ComponentChildren;
  /** What its two orders are called. @default ["A to Z", "Z to A"] */
  readonly ways?: readonly [ascending: string, descending: string];
  /**
   * What the page's script sorts by where it is not the cell's text: a number, or the empty text where there is nothing.
   */
  readonly key?: (row: ProblemSample) => string | undefined;
}

/** Shorter than elsewhere: there are many rows, and the tables have the whole. */
const LONGEST_NAME = 120;

/** What the page shows of each file that needs a person; scopes only where there are several. */
export function filesColumns({ report }: ReportModel): readonly FilesColumn[] {
  const words = problemWords(report.stuckAfterSeconds, report.rules, report.limits);
  const writtenAtMs = Date.parse(report.generatedAt);
  return [
    { heading: "File", cell: (row) => <FileName row={row} /> },
    { heading: "Problem", cell: ({ problems }) => <Problems problems={problems} words={words} /> },
    ...(report.scopes.length > 1
      ? [{ heading: "Scope", cell: ({ scope }: ProblemSample) => <StrangerText text={scope} longest={64} /> }]
      : []),
    {
      heading: "Status",
      cell: ({ fileStatus }) => (fileStatus === null ? <Absent /> : <StrangerText text={fileStatus} longest={40} />),
      key: ({ fileStatus }) => (fileStatus === null ? "" : undefined),
    },
    { heading: "Case", cell: ({ associatedResourceArn }) => <ArnText arn={associatedResourceArn} /> },
    {
      heading: "Uploaded by",
      cell: ({ createdBy }) => (createdBy === null ? <Absent /> : <ArnText arn={createdBy} />),
      key: ({ createdBy }) => (createdBy === null ? "" : undefined),
    },
    {
      heading: "Size",
      numeric: true,
      ways: ["smallest first", "largest first"],
      cell: ({ sizeBytes }) => (sizeBytes === null ? <Absent /> : <ByteCount bytes={sizeBytes} />),
      key: ({ sizeBytes }) => (sizeBytes === null ? "" : String(sizeBytes)),
    },
    {
      heading: "Age",
      numeric: true,
      ways: ["newest first", "oldest first"],
      cell: (row) => <Age row={row} writtenAtMs={writtenAtMs} />,
      key: (row) => {
        const since = bornAt(row);
        return since === null ? "" : String(writtenAtMs - Date.parse(since));
      },
    },
  ];
}

function FileName({ row: { fileName, fileId } }: { readonly row: ProblemSample }): JSX.Element {
  return (
    <>
      {fileName !== null && (
        <span class="name">
          <StrangerText text={fileName} longest={LONGEST_NAME} />
        </span>
      )}
      <span class="id">
        <StrangerText text={fileId} longest={80} />
      </span>
    </>
  );
}

interface ProblemsProps {
  readonly problems: readonly string[];
  readonly words: Readonly<Record<FileProblem, ProblemWords>>;
}

function Problems({ problems, words }: ProblemsProps): JSX.Element {
  return (
    <>
      {problems.map((problem) => (
        <span key={problem} class="problem">
          {words[problem as FileProblem].title}
        </span>
      ))}
    </>
  );
}

/** How long ago it was created; where nobody told that, attached. */
function Age({ row, writtenAtMs }: { readonly row: ProblemSample; readonly writtenAtMs: number }): JSX.Element {
  const since = bornAt(row);
  if (since === null) return <Absent />;
  const words = row.createdAt === null ? "attached" : "created";
  return (
    <time class="nowrap" dateTime={since} title={`${words} ${since}`}>
      {lasted(writtenAtMs - Date.parse(since))}
    </time>
  );
}

function bornAt({ createdAt, associatedAt }: ProblemSample): string | null {
  return createdAt ?? associatedAt;
}

function Absent(): JSX.Element {
  return <span class="absent">not told</span>;
}
