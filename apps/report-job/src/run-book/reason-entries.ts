import type { Reason } from "../report/report-schema.ts";
import { LAST_RUNS, type RunBookEntry, SAME_SLOT_AGAIN } from "./run-book-entry.ts";

/** Why a scope's answer is not complete: the codes of `whyNotComplete` in report.json and of `missing` in messages. */
export const REASON_ENTRIES: Readonly<Record<Reason["code"], RunBookEntry>> = {
  "state-missing": {
    title: "A scope has no state",
    means: "Nothing is remembered of the scope: it never ran here, or its state folder is another one or was lost.",
    confirm: [["attached-files runs", "no run of the scope"]],
    mend: [
      "Look whether state.folder (or --state-folder) is where earlier runs wrote, and is on a disk that outlives the container.",
      "A new scope: run it once, 'attached-files run'. A lost state: the same; the first run then asks for all files, 'attached-files plan' tells how long that takes.",
    ],
  },
  "state-in-use": {
    title: "Another process is using the state",
    means:
      "Only one process works on a scope at a time. Another run is still under way, or hangs, or two schedules run the same configuration. A process that died holds nothing of a folder. With state.s3 it holds its lease until that ends: leaseSeconds (60 by default) after the last renewal, and two seconds more.",
    confirm: [
      ["attached-files plan", "for a state in a folder: the message names the process, its machine and since when"],
      [
        "aws s3 cp s3://my-state/attached-files-state/scope=main/head.json -",
        "with state.s3 (your own bucket, prefix and scope): lease has host, pid, since, and until when; null: nobody has it",
      ],
      ["ps -fp PID", "on that machine, with its number: what it is and how long it runs"],
    ],
    mend: [
      "If it is yesterday's run and goes on well, let it end: --wait 30m has the next one wait instead of ending with 4.",
      "If runs always overlap, give them a --time-box shorter than the time between slots, or a larger share of the quota.",
      "If two schedules run it, end one of them. A schedule that begins beside another one says who that is and since when ('Another schedule uses the states in …'), and goes on: at each slot, whichever comes second finds the state in use, makes no call and ends that slot with 4, or with state.s3 waits for the lease first. No scope is asked by both at a time. With several scopes, the second one runs those whose states are free, publishes a partial report, and ends with 3. At a restart or a rolling update, when the old one ends at once, there is nothing to do.",
      "If a process of another machine has died and state.s3 is on, start the same command again with --wait 2m: it goes on when the lease has ended. docs/deploy/state-on-s3.md tells how to end a lease by hand.",
      "If it hangs, end it with SIGTERM, then start the same command again: nothing that was committed is lost.",
      "If you only want to look meanwhile, or to keep what is known before you end anything, copy the state with the script of docs/report-job.md, 'A copy of a state': a plain copy of a state in use may be damaged. query, runs, changes and plan read the copy with --state-folder.",
    ],
  },
  "state-unreadable": {
    title: "A state cannot be read",
    means:
      "The state's file is damaged, or may not be read. With state.s3: an object that head.json names is missing or has another content, or head.json cannot be read. Reports that were published stand.",
    confirm: [
      ["attached-files runs", "the scope's trouble, in words"],
      ["df -h .", "whether its disk is full"],
    ],
    mend: [
      "If it is damaged ('cannot be opened', 'is damaged'): move the scope's folder aside, and keep it; put a backup of it in its place, or start the same command without one.",
      "If it may not be read ('Permission denied', EACCES, EPERM): look at owner and mode of the state folder: the job may run as another user than before.",
      "With state.s3: bring back the versions of the objects that the message names, or go back to an older version of the state (docs/deploy/state-on-s3.md has the commands), or move all objects of the scope away.",
      "What a start without a backup loses is what an unfinished run had learned, and the history; its searches find the files again. Reports stay as they are.",
    ],
  },
  "state-newer": {
    title: "A state was written by a newer program",
    means: "Somebody ran a newer version on this state, and this older one does not touch it.",
    confirm: [["attached-files --version", "older than where the state was written"]],
    mend: ["Run the newer version everywhere, or restore the copy that the newer one put beside the state."],
  },
  "no-finished-run": {
    title: "No run of a scope has finished yet",
    means: "The scope's first run began and did not end: it goes on, or was ended.",
    confirm: [[LAST_RUNS, "the scope's run is running; 'in use' instead: it is under way right now"]],
    mend: [
      "In use: it is under way. Let it go on, and watch its log, or GET /healthz of 'schedule'.",
      "Else start the same command again: it goes on where it was. Give it a longer --time-box if it always ends by that.",
    ],
  },
  "other-slot": {
    title: "A scope's answers are those of another slot",
    means:
      "This slot was run for some scopes only, or it was started again after a later one: the state holds the later slot's answers, and nothing can be asked for a slot of the past. No call was made for it, and a report of it that stood stands. A slot that was complete before is no trouble: started again, it ends as it did then, without a message.",
    confirm: [[LAST_RUNS, "which slot each scope has"]],
    mend: [
      "Started again after a later slot: start a new one, 'attached-files run' without --scope and without --slot, or let the next scheduled one begin. What was known is not asked for again before it is due.",
      `If the log says that a scope searches or asks at another place than before: correct that first (error-nothing-found). ${SAME_SLOT_AGAIN}`,
      "A scheduler that repeats starts of the past (as with Persistent=true or a backlog): let it name no --slot, or start only the newest.",
    ],
  },
  "discovery-unfinished": {
    title: "The search for files did not come to its end",
    means:
      "There may be files that the report does not have. Files that were known stay known, and none is said to be gone.",
    confirm: [
      [
        'attached-files query "SELECT scope, slot, search_finished, is_full_search, trouble_code, trouble_message FROM runs ORDER BY started_at DESC LIMIT 10"',
        "search_finished is false, and why",
      ],
    ],
    mend: [
      "trouble_code TimeBox: the time for the search ended. Run again: it goes on there. If it never ends, give a longer --time-box, or more of the quota to the search (quota.operations).",
      "Another code: look it up in this book; AccessDeniedException is the commonest, for a permission of the search.",
    ],
  },
  "call-failed": {
    title: "Calls about files failed",
    means: "No call about these files succeeded. What was known of them before stands in the report.",
    confirm: [
      [
        "attached-files query \"SELECT scope, error_code, count(*) AS files FROM files WHERE outcome = 'failed' GROUP BY ALL\"",
        "the error codes",
      ],
    ],
    mend: ["Look up the error code in this book, and mend what it names.", SAME_SLOT_AGAIN],
  },
  deferred: {
    title: "Files were due and are left for the next run",
    means:
      "The run ended first: by its time box, because it was asked to, or because the source was given up. The next run asks for them before anything else of their kind.",
    confirm: [
      [
        "attached-files plan --time-box 14m",
        "in how many runs of your own time box it is done; endless growth means that the window is too small",
      ],
      [LAST_RUNS, "trouble_code: TimeBox, or what the source was given up for"],
    ],
    mend: [
      "Throttles in the log or in the metrics: others use the quota. See error-throttling first: less of it is then right, not more.",
      "TimeBox: let the next runs go on. If deferred grows from day to day, give more time, a larger quota.share, or ask AWS for a higher quota.",
      "Another code: look it up in this book.",
    ],
  },
  "run-partial": {
    title: "The run recorded itself as partial",
    means:
      "The run before ended partial, and none of the other reasons is left in the state. It had trouble that it named.",
    confirm: [[LAST_RUNS, "trouble_code of the run"]],
    mend: ["Do what the section of trouble_code says.", SAME_SLOT_AGAIN],
  },
};
