import type { ComponentChildren, JSX } from "preact";
import type { FindingReport } from "../triage-schema.ts";
import { ArnText } from "./arn-text.tsx";
import { files, Moment, number, share } from "./quantities.tsx";
import { StrangerText } from "./stranger-text.tsx";

/** What is likely, in a few words. */
export function Title({ finding: { kind, value } }: { readonly finding: FindingReport }): JSX.Element {
  if (kind === "scanner-outage") return <>Likely an outage of the scanner</>;
  return kind === "uploader-cluster" ? (
    <>
      Mostly one uploader: <ArnText arn={value} />
    </>
  ) : (
    <>
      Mostly one type: <StrangerText text={value ?? ""} longest={20} />
    </>
  );
}

/** When the files were created. */
export function When({ finding: { from, to } }: { readonly finding: FindingReport }): ComponentChildren {
  if (from === null || to === null) return "At no particular time: ";
  return (
    <>
      Created from <Moment at={from} /> to <Moment at={to} /> (UTC):{" "}
    </>
  );
}

/** Of how many people and types of file they are. */
export function Across({
  finding: { uploaders, fileTypes, withoutUploader },
}: {
  readonly finding: FindingReport;
}): JSX.Element {
  return (
    <>
      , of {number(uploaders)} {uploaders === 1 ? "uploader" : "uploaders"} and {number(fileTypes)}{" "}
      {fileTypes === 1 ? "type" : "types"} of file
      {withoutUploader > 0 && ` (${files(withoutUploader)} without an uploader)`}.
    </>
  );
}

/** Which part of them is of the one that is named. */
export function Own({ finding: { kind, own, rejected } }: { readonly finding: FindingReport }): JSX.Element {
  if (own === null) return <>.</>;
  const whose = kind === "uploader-cluster" ? "this uploader's" : "of this type";
  return (
    <>
      . {number(own.rejected)} of these {number(rejected)} are {whose}, out of {number(own.created)}.
    </>
  );
}

/** What it is compared with. */
export function Usual({ finding: { usual, from } }: { readonly finding: FindingReport }): JSX.Element {
  if (usual === null) return <> There is nothing to compare with.</>;
  return (
    <>
      {" "}
      {from === null ? "Of all others" : "At all other times"} it is {share(usual.rejected, usual.created)} (
      {number(usual.rejected)} of {number(usual.created)}).
    </>
  );
}
