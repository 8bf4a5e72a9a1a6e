import { shortText } from "../../run/short-text.ts";
import type { FailedCode } from "../query/failed-codes.ts";
import type { FinishedRunRow } from "../query/finished-run.ts";
import type { Reason } from "../report-schema.ts";

/**
 * Why a scope's answer for the slot is not complete, in words and numbers; empty where it is.
 *
 * @param more `failedCode` is the error that most files met of which no call succeeded; `past` the run of the slot itself, where the
 *   answers are those of another.
 */
export function reasonsOf(
  scope: string,
  run: FinishedRunRow,
  slot: string,
  {
    failedCode,
    past,
  }: { readonly failedCode?: FailedCode | undefined; readonly past?: FinishedRunRow | undefined } = {},
): readonly Reason[] {
  const reasons: Reason[] = [];
  const add = (code: Reason["code"], files: number | null, text: string): void =>
    void reasons.push({ scope, code, files, text });
  if (run.slot !== slot) {
    add("other-slot", run.references, `The answers are those of slot ${run.slot}. ${ofOwnSlot(slot, past)}`);
  }
  if (!run.discoveryFinished) {
    add(
      "discovery-unfinished",
      null,
      "The search for files did not reach its end, so there may be files that are not in this report.",
    );
  }
  if (run.failed > 0) {
    const text = `${inFiles(run.failed)}: no call about ${run.failed === 1 ? "it" : "them"} succeeded.`;
    reasons.push({ scope, code: "call-failed", files: run.failed, ...errorOf(failedCode), text });
  }
  if (run.deferred > 0) {
    add(
      "deferred",
      run.deferred,
      `${inFiles(run.deferred)}: the run ended before ${run.deferred === 1 ? "it" : "they"} got an answer.`,
    );
  }
  if (run.status === "partial" && reasons.length === 0) {
    add("run-partial", null, "The run recorded itself as partial.");
  }
  const last = reasons.pop();
  if (last === undefined) return [];
  if (run.troubleCode === null) return [...reasons, last];
  const trouble = `What ended the run early: ${run.troubleCode}: ${run.troubleMessage ?? "without a message"}`;
  return [...reasons, { ...last, text: `${last.text} ${trouble}` }];
}

/** The ids of single files and of what they are attached to, in ARNs: the error is about a call. */
const SINGLE_IDS = /(\/(?:attached-file|file|case|contact|task|email)\/)[^\s/"'`,;:()]+/g;

function errorOf(failed: FailedCode | undefined): Pick<Reason, "errorCode" | "errorMessage"> {
  if (failed === undefined) return {};
  const said = failed.said?.trim() ?? "";
  const errorMessage = said === "" ? {} : { errorMessage: shortText(said.replace(SINGLE_IDS, "$1…")) };
  return { errorCode: failed.code, ...errorMessage };
}

/** What the state knows of the slot that was asked for, whose answers it has not. */
function ofOwnSlot(slot: string, past: FinishedRunRow | undefined): string {
  const next = "Run a new slot for all scopes: nothing can be asked for one of the past.";
  if (past === undefined) return `No run of slot ${slot} has finished in the state. ${next}`;
  const ended = `on ${past.finishedAt.slice(0, 19)}Z, with ${inFiles(past.references)}`;
  if (past.status === "partial") return `Slot ${slot} ended before, partial, ${ended}; its own are gone. ${next}`;
  return `Slot ${slot} was complete before, ${ended}; its own are not in the state any more.`;
}

function inFiles(count: number): string {
  return count === 1 ? "1 file" : `${count.toLocaleString("en")} files`;
}
