import type { JSX } from "preact";
import type { ReportStatus } from "../report-schema.ts";
import { STATUS_WORDS } from "./status-words.ts";

interface StatusBadgeProps {
  readonly status: ReportStatus;
  /** @default the status's own */
  readonly tone?: "good" | "warn" | "bad";
}

/** A status as a word, a sign and a colour, the word alone being enough. */
export function StatusBadge({ status, tone }: StatusBadgeProps): JSX.Element {
  const { word, sign, tone: ownTone } = STATUS_WORDS[status];
  return (
    <span class={`badge ${tone ?? ownTone}`}>
      <span aria-hidden="true">{sign}</span> {word}
      <span class="unseen">.</span>
    </span>
  );
}
