import { LAST_RUNS, type RunBookEntry } from "./run-book-entry.ts";

/** What it means that a run ended before it was done, though nothing failed. */
export const EARLY_END_ENTRIES = {
  Aborted: {
    title: "Ended: Aborted",
    means: "The call was ended because the command was asked to end, or its time was over.",
    confirm: [[LAST_RUNS, "the run is running (nothing has gone on with it yet) or partial"]],
    mend: ["Start the same command again: it goes on where it was."],
  },
  TimeBox: {
    title: "Time was over: TimeBox",
    means:
      "--time-box ended the search or the calls. What was due and got no answer is deferred, and comes first in the next run.",
    confirm: [["attached-files plan --time-box 14m", "in how many runs it is done (with your own time box)"]],
    mend: ["Let the next runs go on. If they never catch up, give more time or more quota: see reason-deferred."],
  },
  Superseded: {
    title: "A later slot began: Superseded",
    means:
      "The run had not finished when the next slot began. What it had learned is kept; the later slot went on from there.",
    confirm: [[LAST_RUNS, "the later run, and whether that ended"]],
    mend: [
      "Nothing, if the later run is complete. If it happens every day, a run takes longer than the time between slots.",
    ],
  },
} satisfies Readonly<Record<string, RunBookEntry>>;
