import type { JSX } from "preact";
import { StrangerText, strangerTitle } from "./stranger-text.tsx";

const LONGEST_ARN = 200;

/** The telling end of an ARN, as `case/4f6a…` or `agent/91c0…`; all of it in the title and in the tables. */
export function ArnText({ arn }: { readonly arn: string | null }): JSX.Element {
  if (arn === null) return <span class="absent">not told</span>;
  return (
    <span class="id" title={strangerTitle(arn, LONGEST_ARN)}>
      <StrangerText text={shortArn(arn)} longest={80} />
    </span>
  );
}

/** What stands behind account and instance or domain; a text that is no ARN stays as it is. */
export function shortArn(arn: string): string {
  const end = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/s.exec(arn)?.[1];
  return end?.replace(/^(?:instance|domain)\/[^/]*\/(?=.)/, "") ?? arn;
}
