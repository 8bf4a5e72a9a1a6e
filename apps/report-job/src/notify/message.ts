import type { ExitCode } from "../exit-code.ts";
import type { RuleReport } from "../report/policy-schema.ts";
import type { SearchedCaseByCase } from "./case-by-case.ts";
import type { ChangesMessage } from "./changes-message.ts";
import type { ThresholdsJudgedOn } from "./judged-on.ts";
import type { MovedScope } from "./moved.ts";
import type { Place } from "./place.ts";
import type { TroubleMessage } from "./trouble.ts";

/** A threshold that is not crossed, by a report that can tell. */
export interface KeptThreshold {
  readonly name: string;
  /** As it is now. */
  readonly rule: string;
}

/** The trouble that a target was told of last, and which is over. */
export interface Recovery {
  /** null: the run had none yet. */
  readonly slot: string | null;
  readonly toldAs: "partial" | "no-data" | "failed" | "not-published" | "crossed";
  readonly exitCode: number;
  /** Thresholds that the target was told are crossed, of that slot or before, and which are kept again. */
  readonly kept: readonly KeptThreshold[];
}

/** A report that is in its bucket. */
interface Published {
  /** The bucket's name. */
  readonly bucket: string;
  /** Where it stands there, as `s3://bucket/prefix/`: its page is `report.html` there. */
  readonly place: string;
}

/** A report that is made, and stands in its folder alone. */
export interface Unpublished {
  /** The bucket's name. */
  readonly bucket: string;
  /** Where the reports of its slot go, as `s3://bucket/prefix/`; an earlier one of the slot may be there. */
  readonly place: string;
  readonly status: "complete" | "partial" | "no-data";
  readonly exitCode: ExitCode;
}

/** What people and programs are told of a run. It names no file, no uploader and no tag. */
export interface Message {
  readonly schemaVersion: 1;
  /** test: nothing happened; somebody wanted to see whether messages arrive. */
  readonly event: "report-published" | "run-failed" | "test";
  /** no-data: nothing was answered of this slot, whatever earlier runs knew; else that of the report. */
  readonly status: "complete" | "partial" | "no-data" | "failed" | "test";
  readonly slot: string | null;
  /** The whole in a line. */
  readonly title: string;
  /** That the run of the slot could not tell it; absent where it did. */
  readonly late?: true;
  readonly exitCode: ExitCode;
  /** The machine that tells. */
  readonly host: string;
  /** The id under which the process that tells logs. */
  readonly runId: string;
  /** The scopes that the job was about, at most 20 of them. */
  readonly scopes: readonly string[];
  /** How many scopes that were. */
  readonly scopeCount: number;
  /** The Regions of the scopes, each once and at most 20, as far as settings name them. */
  readonly regions: readonly string[];
  /** Where each of the scopes is asked. */
  readonly places: readonly Place[];
  /** The file of the configuration, absolute, on that machine; null where it is of no file. */
  readonly config: string | null;
  /** The folder that the process runs in. */
  readonly workingFolder: string;
  /** What ended the run, or the work on a scope, early. */
  readonly trouble: readonly TroubleMessage[];
  readonly missing: readonly {
    readonly scope: string;
    readonly code: string;
    readonly files: number | null;
    /** How many files of the scope are known; null where none can be. */
    readonly of: number | null;
  }[];
  /** Domains of this slot's runs that were searched case by case, because a search of the whole was refused; at most 20 entries. */
  readonly caseByCase: readonly SearchedCaseByCase[];
  readonly crossed: readonly {
    readonly name: string;
    readonly severity: RuleReport["severity"];
    /** The scope that the value is of; null: all of them together. */
    readonly scope: string | null;
    readonly sentence: string;
    readonly rule: string;
    readonly value: string;
  }[];
  /** Thresholds of which nobody can say whether they are crossed. */
  readonly notJudged: readonly {
    readonly name: string;
    readonly scope: string | null;
    readonly rule: string;
    readonly why: string;
  }[];
  /** What the thresholds were held against; null where there are none. */
  readonly judgedOn: ThresholdsJudgedOn | null;
  /** Scopes that were asked at another place than by the run before, whose files may be others; absent where none was. */
  readonly moved?: readonly MovedScope[];
  /** Since the run before; null where there is nothing to compare. */
  readonly changes: ChangesMessage | null;
  readonly numbers: {
    readonly files: number;
    readonly described: number;
    readonly needsAPerson: number;
    /** The two below, added up. */
    readonly notKnown: number;
    /** Of which no call succeeded. */
    readonly callFailed: number;
    /** Which were due, and are left for the next run: not asked about, or in vain. */
    readonly notAsked: number;
    /** Of those not known, those that were refused or unanswered when they were asked about last: no person is said to be needed. */
    readonly earlierAnswersLeftOut: number;
  } | null;
  /** The trouble that the target was told of last, and which is over; null where none is. */
  readonly recovery: Recovery | null;
  /** Where the report is published beside the folder; null where no bucket is configured, or it did not get there. */
  readonly published: Published | null;
  /** The bucket that the report did not get to, and what it would have been told as; null where that is not so. */
  readonly unpublished: Unpublished | null;
  /** Where the page and the folder of the report are, on the machine that wrote it; null without a report. */
  readonly page: string | null;
  readonly folder: string | null;
  /** Sections of the run book that tell what to do, the likeliest first; none where nothing needs doing. */
  readonly runBook: readonly string[];
  /** The first thing to do of the first of these sections; null without one. */
  readonly firstStep: string | null;
}

/** What a report itself says, also where it did not get to its bucket: the status and the exit code without that. */
export function answerOf({
  unpublished,
  status,
  exitCode,
}: Pick<Message, "unpublished" | "status" | "exitCode">): Pick<Message, "status" | "exitCode"> {
  return unpublished ?? { status, exitCode };
}
