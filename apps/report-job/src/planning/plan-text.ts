import { DUE_REASONS } from "@attached-files/core";
import { durationText } from "../observe/duration-text.ts";
import { counted } from "../run/counted.ts";
import { terminalText } from "../terminal/terminal-text.ts";
import type { Plan, PlannedScope } from "./plan-schema.ts";

const LASTING = "Throttles, retries, and answers that lead to more questions make it longer.";

/** A plan in the lines that a person reads. */
export function planText(plan: Plan): string {
  const lines = plan.scopes.flatMap(scopeLines);
  const { calls, leastSearchCalls, seconds, endsAt } = plan.total;
  if (plan.scopes.length > 1) {
    lines.push(
      `All scopes: ${counted(calls, "call")} for metadata, at least ${counted(leastSearchCalls, "call")} of searches`,
    );
  }
  if (seconds !== null && endsAt !== null) {
    lines.push(`Begun now, it would take at least ${durationText(seconds * 1000)}, until ${endsAt}. ${LASTING}`);
  }
  lines.push(...boxLines(plan), ...plan.warnings);
  return `${lines.join("\n")}\n`;
}

function scopeLines(scope: PlannedScope): readonly string[] {
  const name = terminalText(scope.scope);
  if (scope.unreadable !== null) return [`${name}: ${terminalText(scope.unreadable)}`];
  const { files, due, dueByReason, asked, calls } = scope;
  const lines: string[] = elsewhereLines(scope);
  if (scope.publishesFirst !== null) {
    lines.push(
      `  First, the report of slot ${scope.publishesFirst} is written, which takes a run of its own without a call`,
    );
  }
  if (scope.goesOnWith !== null)
    lines.push(`  The run of slot ${scope.goesOnWith} goes on; this is what is left of it`);
  if (scope.isList) lines.push("  The list is taken to name the same files as before; it was not read");
  lines.push(`  Search   ${searchText(scope)}${takes(scope.seconds.search, scope.pace.searchCallsPerSecond)}`);
  if (!scope.isKnown) {
    const lists = scope.isList ? "the list names" : "the search finds";
    return [
      scope.elsewhere == null ? `${name}: nothing is known yet` : `${name}: nothing is known of the configured place`,
      ...lines,
      `  The run asks for every file that ${lists}, up to 100 of a case in a call`,
    ];
  }
  const reasons = DUE_REASONS.flatMap((reason) =>
    dueByReason[reason] === undefined ? [] : [`${dueByReason[reason]} ${reason}`],
  );
  lines.push(`  Due      ${counted(due, "file")}${reasons.length === 0 ? "" : ` (${reasons.join(", ")})`}`);
  const along = asked > due ? `, for ${counted(asked, "file")}: others of the same cases come along` : "";
  lines.push(`  Calls    ${counted(calls, "call")}${along}${takes(scope.seconds.calls, scope.pace.callsPerSecond)}`);
  return [`${name}: ${counted(files, "file")} known`, ...lines];
}

/** What the state holds of another place is no answer here, and is not nothing. */
function elsewhereLines({ elsewhere }: PlannedScope): string[] {
  if (elsewhere == null) return [];
  return [
    `  There is a state of ${counted(elsewhere.files, "file")}, of ANOTHER place. ${terminalText(elsewhere.text)}`,
    "  If that was not meant, correct region, endpoint, profile, assumeRole, instanceId or domainIds, or the environment",
  ];
}

function searchText({ search, isList }: PlannedScope): string {
  const { newFilesSince, isFull, leastCalls } = search;
  if (!isFull && newFilesSince === null) return isList ? "none, but a list" : "none";
  const what = isFull ? "for all files" : `for files attached since ${newFilesSince}`;
  const first = isFull && newFilesSince !== null ? `, and first for those attached since ${newFilesSince}` : "";
  return `${what}${first}: at least ${counted(leastCalls, "call")}, an estimate`;
}

function takes(seconds: number | null, rate: number | "unlimited"): string {
  if (rate === "unlimited") return "; as fast as they are answered, without a quota";
  return seconds === null || seconds === 0 ? "" : `; ${durationText(seconds * 1000)} at ${rate} a second`;
}

function boxLines({ timeBox }: Plan): readonly string[] {
  if (timeBox === null) return [];
  const length = durationText(timeBox.seconds * 1000);
  if (timeBox.runs === null) return [`In runs of ${length}: it cannot be told how many.`];
  const last = timeBox.lastSlot === null ? "" : ` By the schedule, the last of them is that of ${timeBox.lastSlot}.`;
  return [`In runs of ${length}: ${counted(timeBox.runs, "run")}.${last} What becomes due meanwhile is not in it.`];
}
