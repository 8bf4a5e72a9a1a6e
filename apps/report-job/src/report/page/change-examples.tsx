import type { JSX } from "preact";
import type { ChangeExample, Changes } from "../changes-schema.ts";
import { ArnText } from "./arn-text.tsx";
import { KINDS, MEMBER_WORDS } from "./change-words.ts";
import { type RecordColumn, RecordsTable } from "./records-table.tsx";
import { StrangerText } from "./stranger-text.tsx";

const COLUMNS: readonly RecordColumn<ChangeExample>[] = [
  {
    heading: "File",
    cell: ({ fileName, fileId }) => (
      <>
        {fileName !== null && (
          <span class="name">
            <StrangerText text={fileName} />
          </span>
        )}
        <span class="id">
          <StrangerText text={fileId} longest={80} />
        </span>
      </>
    ),
  },
  { heading: "What happened", roomy: true, cell: (example) => <Happened example={example} /> },
  { heading: "Attached to", cell: ({ associatedResourceArn }) => <ArnText arn={associatedResourceArn} /> },
];

/** Some of the files that changed. */
export function ChangeExamples({ changes: { examples } }: { readonly changes: Changes }): JSX.Element | null {
  if (examples.length === 0) return null;
  return (
    <section class="group" aria-labelledby="changes-examples">
      <h3 id="changes-examples">Some of these files</h3>
      <RecordsTable
        caption={`${examples.length === 1 ? "One change" : `${examples.length} changes`}, the most important first; attached-files changes tells all of them`}
        rows={examples}
        columns={COLUMNS}
      />
    </section>
  );
}

function Happened({ example: { kind, member, before, after } }: { readonly example: ChangeExample }): JSX.Element {
  if (member === null) return <>{KINDS.find(([name]) => name === kind)?.[1] ?? kind}</>;
  return (
    <>
      {MEMBER_WORDS[member] ?? member}
      {(before !== null || after !== null) && (
        <span class="note">
          <StrangerText text={before ?? "not told"} longest={60} /> →{" "}
          <StrangerText text={after ?? "not told"} longest={60} />
        </span>
      )}
    </>
  );
}
