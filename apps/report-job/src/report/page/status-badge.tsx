import type { JSX } from "preact";
import type { ReportStatus } from "../report-schema.ts";
import { STATUS_WORDS } from "./status-words.ts";

interface StatusBadgeProps {
  readonly status: ReportStatus;
  readonly tone: "good" | "warn" | "bad";
}

/** A status as a word, a sign and a colour, the word alone being enough. */
export function StatusBadge({ status, tone }: StatusBadgeProps): JSX.Element {
  const { word, sign } = STATUS_WORDS[status];
  return (
    <span class={`badge ${tone}`}>
      <span aria-hidden="true">{sign}</span> {word}
      <span class="unseen">.</span>
    </span>
  );
}
