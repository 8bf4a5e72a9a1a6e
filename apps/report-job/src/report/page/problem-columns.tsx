import type { JSX } from "preact";
import type { FileProblem } from "../model/problem-words.ts";
import type { ProblemSample } from "../query/problem-samples.ts";
import { ArnText } from "./arn-text.tsx";
import { ByteCount, lasted, Moment } from "./quantities.tsx";
import type { RecordColumn } from "./records-table.tsx";
import { StrangerText } from "./stranger-text.tsx";

type Column = RecordColumn<ProblemSample>;

/** What a reader needs of a file depends on what is wrong with it. */
export function problemColumns(problem: FileProblem, hasScopes: boolean): readonly Column[] {
  return [
    fileColumn(hasScopes),
    ...(problem === "unknown-status" ? [STATUS] : []),
    ...(problem === "refused" || problem === "call-failed" ? [ERROR] : []),
    ...(problem === "stuck" ? [WAITING] : []),
    ...(DESCRIBED.includes(problem) ? [CREATED, SIZE, UPLOADER] : [ATTACHED]),
    RESOURCE,
  ];
}

const DESCRIBED: readonly FileProblem[] = [
  "rejected",
  "file-failed",
  "stuck",
  "vanished",
  "too-large",
  "extension-not-allowed",
  "missing-tags",
  "unknown-status",
  "unknown-members",
];

function fileColumn(hasScopes: boolean): Column {
  return {
    heading: "File",
    cell: ({ scope, fileName, fileId }) => (
      <>
        {fileName !== null && (
          <span class="name">
            <StrangerText text={fileName} />
          </span>
        )}
        {hasScopes && (
          <span class="note">
            <StrangerText text={scope} longest={64} />
          </span>
        )}
        <span class="id">
          <StrangerText text={fileId} longest={80} />
        </span>
      </>
    ),
  };
}

const STATUS: Column = {
  heading: "Status",
  roomy: true,
  cell: ({ fileStatus }) => <StrangerText text={fileStatus ?? ""} longest={60} />,
};
const WAITING: Column = {
  heading: "For",
  numeric: true,
  cell: ({ createdAt, checkedAt }) =>
    createdAt === null || checkedAt === null ? (
      <Absent />
    ) : (
      <span class="nowrap">{lasted(Date.parse(checkedAt) - Date.parse(createdAt))}</span>
    ),
};
const CREATED: Column = { heading: "Created (UTC)", cell: (row) => <Created row={row} /> };
const ATTACHED: Column = {
  heading: "Attached (UTC)",
  cell: ({ associatedAt }) => (associatedAt === null ? <Absent /> : <Moment at={associatedAt} />),
};
const SIZE: Column = {
  heading: "Size",
  numeric: true,
  cell: ({ sizeBytes }) => (sizeBytes === null ? <Absent /> : <ByteCount bytes={sizeBytes} />),
};
const UPLOADER: Column = { heading: "Uploaded by", cell: ({ createdBy }) => <ArnText arn={createdBy} /> };
const RESOURCE: Column = {
  heading: "Attached to",
  cell: ({ associatedResourceArn }) => <ArnText arn={associatedResourceArn} />,
};
const ERROR: Column = {
  heading: "Error",
  roomy: true,
  cell: ({ errorCode, errorMessage }) => (
    <>
      <span class="name">{errorCode === null ? <Absent /> : <StrangerText text={errorCode} longest={80} />}</span>
      {errorMessage !== null && (
        <span class="note">
          <StrangerText text={errorMessage} />
        </span>
      )}
    </>
  ),
};

function Created({ row: { createdAt, creationTime } }: { readonly row: ProblemSample }): JSX.Element {
  if (createdAt !== null) return <Moment at={createdAt} />;
  return creationTime === null ? <Absent /> : <StrangerText text={creationTime} longest={40} />;
}

function Absent(): JSX.Element {
  return <span class="absent">not told</span>;
}
