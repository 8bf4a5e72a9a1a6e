import { OUTCOME_KINDS } from "@attached-files/core";
import type { View } from "./view.ts";

const utc = (column: string): string => `timezone('UTC', r.${column}) AS ${column}`;

/** The runs that began, a row for each slot of a scope. */
export const RUNS_VIEW: View = {
  name: "runs",
  meaning: "a run of a scope that began",
  columns: [
    { name: "scope", meaning: "name of the scope in the configuration" },
    { name: "run", meaning: "number of the run; those of a scope follow each other" },
    { name: "slot", meaning: "the moment that the run is for" },
    { name: "status", meaning: "complete, partial, running (begun and not finished), abandoned" },
    { name: "goes_on", meaning: "whether it was opened once more after it had ended; the row is as it had ended" },
    { name: "started_at", meaning: "when it began" },
    { name: "finished_at", meaning: "when it ended" },
    { name: "published_at", meaning: "when its report was written" },
    { name: "duration_seconds", meaning: "from its beginning to its end, interruptions among it" },
    { name: "worked_seconds", meaning: "how long processes worked on it; empty where that was not noted" },
    { name: "files", meaning: "files that were known at its end" },
    { name: "due", meaning: "files that were to be asked for" },
    ...OUTCOME_KINDS.map((name) => ({ name, meaning: `files with the outcome ${name}` })),
    { name: "new_files", meaning: "files that were first seen" },
    { name: "changed_files", meaning: "files that were answered otherwise than before" },
    { name: "vanished_files", meaning: "files that were found to be gone" },
    { name: "reappeared_files", meaning: "files that were named again after they had vanished" },
    { name: "calls", meaning: "calls for metadata" },
    { name: "pages", meaning: "pages that searches and lists were read in" },
    { name: "requests", meaning: "attempts that were sent for all of it, retries among them" },
    { name: "throttles", meaning: "attempts that the service throttled" },
    {
      name: "retries",
      meaning: "attempts of calls after their first; empty where a part of the run did not count them",
    },
    {
      name: "limit_requests",
      meaning: "attempts among the requests that asked what instances allow of files",
    },
    { name: "repeated", meaning: "references that were named more than once" },
    { name: "skipped_lines", meaning: "malformed lines of a list that were left out" },
    { name: "processes", meaning: "how many processes worked on it" },
    { name: "run_id", meaning: "the id that the log of the process that took it up last tells" },
    { name: "search_finished", meaning: "whether its search reached its end" },
    { name: "search_since", meaning: "files attached since then were searched for, ISO 8601; empty: none, or all" },
    { name: "is_full_search", meaning: "whether all files were searched for" },
    { name: "input", meaning: "how its files were found" },
    {
      name: "fallbacks",
      meaning: "domains that were searched case by case, and why, a JSON list; empty where that was not noted",
    },
    { name: "trouble_code", meaning: "what ended it early" },
    { name: "trouble_message", meaning: "the same in words, those of a service among them" },
    { name: "trouble_operation", meaning: "the operation that was answered so; empty: none, or it was not noted" },
  ],
  sql: `
    SELECT r.scope, r.number AS run, r.slot, r.status, r.goes_on,
      ${["started_at", "finished_at", "published_at"].map(utc).join(", ")},
      epoch_ms(r.finished_at - r.started_at) / 1000.0 AS duration_seconds,
      nullif(r.worked_ms, 0) / 1000.0 AS worked_seconds,
      r."references" AS files, r.due, ${OUTCOME_KINDS.map((name) => `r.${name}`).join(", ")},
      r.new_files, r.changed_files, r.vanished_files, r.reappeared_files,
      r.calls, r.pages, r.requests, r.throttles, r.retries,
      r.limit_requests, r.repeated, r.skipped_lines, r.attempts AS processes, r.run_id, r.discovery_finished AS search_finished,
      r.search_since, r.sweep IS NOT NULL AS is_full_search, r.input, r.fallbacks, r.trouble_code, r.trouble_message,
      r.trouble_operation
    FROM (
      SELECT *, false AS goes_on FROM state.runs ANTI JOIN state.reopened_runs USING (scope, slot)
      UNION ALL BY NAME SELECT *, true AS goes_on FROM state.reopened_runs) r`,
};

/** When each run began, by its number, which is when what it found counts as having changed. */
export const RUN_TIMES = "(SELECT scope, run, slot, started_at AS at FROM runs)";

/** The number of the run whose answers stand, by scope. */
export const STANDING_RUNS =
  "(SELECT scope, max(run) AS standing_run FROM runs WHERE status IN ('complete', 'partial') GROUP BY scope)";
