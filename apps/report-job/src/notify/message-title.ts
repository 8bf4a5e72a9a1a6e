import { EXIT_CODE } from "../exit-code.ts";
import { answerOf, type Message } from "./message.ts";
import { plainText } from "./plain-text.ts";
import { inShort, isOfReports } from "./trouble.ts";

type Answer = ReturnType<typeof answerOf>;
type Crossed = Pick<Message["crossed"][number], "name" | "severity">;

/** What happened, the exit code, the slot, and the trouble or the thresholds, in a line. */
export function messageTitle({
  event,
  status,
  exitCode,
  slot,
  trouble,
  crossed,
  scopeCount = 1,
  scopes = [],
  unpublished = null,
}: Pick<Message, "event" | "status" | "exitCode" | "slot" | "trouble"> & {
  readonly crossed: readonly Crossed[];
  /** How many scopes the job has: the title names those in trouble where others are in none. */
  readonly scopeCount?: number;
  /** Those of the job: a bucket in trouble is that of all of them, unless it is told of some. */
  readonly scopes?: readonly string[];
  readonly unpublished?: Message["unpublished"];
}): string {
  const answered = answerOf({ unpublished, status, exitCode });
  const what = whatHappened(event, answered, unpublished !== null);
  const about = slot === null ? "" : `, slot ${slot}`;
  const codes = [...new Set(trouble.map(inShort))];
  const [first] = codes;
  const why = first === undefined ? "" : `: ${scopesOf(trouble, scopeCount, scopes)}${first}${more(codes.length)}`;
  // Where nothing was answered, they say nothing about this slot.
  const [worst] = answered.exitCode === EXIT_CODE.unavailable ? [] : crossed;
  const thresholds = worst === undefined ? "" : `; ${worst.severity}: ${worst.name}${more(crossed.length)} crossed`;
  return `attached-files: ${what} (exit ${exitCode})${about}${why}${thresholds}`;
}

/** A report that did not get to its bucket is told as what it is itself. */
function whatHappened(event: Message["event"], { status, exitCode }: Answer, isUnpublished: boolean): string {
  if (isUnpublished) return `${published(status, exitCode)}, report not published`;
  return event === "run-failed" ? failed(exitCode) : published(status, exitCode);
}

/** The scopes in trouble, as 'claims: '; nothing where that is all of them, or the run as a whole, and no bucket is named that might be others'. */
function scopesOf(trouble: Message["trouble"], scopeCount: number, all: readonly string[]): string {
  const [worst] = trouble;
  if (worst !== undefined && isOfReports(worst)) return "";
  const isOfBucket = (worst?.bucket ?? null) !== null;
  const told = trouble.map(({ scope }) => scope);
  const scopes = [...new Set(isOfBucket && told.includes(null) ? all : told)];
  const [first] = scopes;
  if (first === undefined || first === null || scopes.includes(null)) return "";
  if (!isOfBucket && scopes.length >= scopeCount) return "";
  const others = scopes.length - 1;
  return `${plainText(first, 60)}${others === 0 ? "" : ` and ${others} more ${others === 1 ? "scope" : "scopes"}`}: `;
}

function more(count: number): string {
  return count <= 1 ? "" : ` and ${count - 1} more`;
}

function failed(exitCode: Message["exitCode"]): string {
  return exitCode === EXIT_CODE.partial ? "run broken off, no report published" : "run failed, no report published";
}

function published(status: Message["status"], exitCode: Message["exitCode"]): string {
  if (exitCode === EXIT_CODE.unavailable) return "run failed, nothing answered";
  if (exitCode === EXIT_CODE.partial && status === "complete") return "not all scopes are in the report";
  return status === "no-data" ? "no data" : status;
}
