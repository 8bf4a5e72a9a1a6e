import { EXIT_CODE } from "../exit-code.ts";
import type { Message } from "./message.ts";
import { inShort } from "./trouble.ts";

/** What happened, the exit code, the slot, and the trouble or the thresholds, in a line. */
export function messageTitle({
  event,
  status,
  exitCode,
  slot,
  trouble,
  crossed,
}: Pick<Message, "event" | "status" | "exitCode" | "slot" | "trouble"> & { readonly crossed: number }): string {
  const what = event === "run-failed" ? failed(exitCode) : published(status, exitCode);
  const about = slot === null ? "" : `, slot ${slot}`;
  const codes = [...new Set(trouble.map(inShort))];
  const [first] = codes;
  const why = first === undefined ? "" : `: ${first}${codes.length === 1 ? "" : ` and ${codes.length - 1} more`}`;
  // Where nothing was answered, they say nothing about this slot.
  const isTold = crossed > 0 && exitCode !== EXIT_CODE.unavailable;
  const thresholds = isTold ? `; ${crossed} ${crossed === 1 ? "threshold" : "thresholds"} crossed` : "";
  return `attached-files: ${what} (exit ${exitCode})${about}${why}${thresholds}`;
}

function failed(exitCode: Message["exitCode"]): string {
  return exitCode === EXIT_CODE.partial ? "run broken off, no report published" : "run failed, no report published";
}

function published(status: Message["status"], exitCode: Message["exitCode"]): string {
  if (exitCode === EXIT_CODE.unavailable) return "run failed";
  if (exitCode === EXIT_CODE.partial && status === "complete") return "not all scopes are in the report";
  return status === "no-data" ? "no data" : status;
}
