import type { ConfigurationSource, FileSource, ReferenceSource } from "@attached-files/core";
import type { Meters } from "../observe/meters.ts";
import type { PacerGauge } from "../pacing/pacer-gauge.ts";
import type { StateLimits } from "../state/duckdb-options.ts";
import type { FinishedRun } from "../state/finished-run.ts";
import type { CommitInterval } from "../state/journal.ts";
import type { Freshness } from "../state/plan/due-reason-sql.ts";
import type { RunInput } from "../state/run-input.ts";
import type { SearchRules } from "../state/searches.ts";
import type { Clock } from "./clock.ts";
import type { Progress } from "./progress.ts";
import type { Hearing } from "./silence.ts";
import type { StateKeeper } from "./state-keeper.ts";

/** Where a scope's references come from. */
export interface ReferenceInput extends RunInput {
  readonly source: ReferenceSource;
  /** The only instance whose files are searched for. @default files of all instances */
  readonly instanceId?: string;
  /** Malformed lines that a person chose to leave out. */
  readonly skippedLines: number;
}

export interface ScopeRun {
  readonly scope: string;
  readonly slot: string;
  readonly stateFolder: string;
  readonly references: ReferenceInput;
  readonly files: FileSource;
  /** Tells what instances allow of attached files. @default nobody is asked */
  readonly configurations?: ConfigurationSource;
  readonly freshness: Freshness;
  readonly searches: SearchRules;
  /** When the run is to have ended, with what it has. */
  readonly deadline?: Date;
  /** How long the state is waited for while another process has it. */
  readonly waitMs: number;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly meters?: Meters;
  /** Of the process, as its log tells it. */
  readonly runId?: string;
  readonly signal: AbortSignal;
  readonly commit: CommitInterval;
  readonly stopAfterFailures: number;
  /** Of the pacer that the sources ask. */
  readonly gauge?: PacerGauge;
  /** Whether anybody answers: who is asked for files, and who is searched. @default nobody listens */
  readonly hearing?: Readonly<Record<"files" | "search", Hearing>>;
  readonly limits?: StateLimits;
  readonly keeper?: StateKeeper;
}

/** How a scope's part of a run ended, or had ended before. */
export interface ScopeRunEnd extends FinishedRun {
  /** The section of the run book about why the slot was left as it was, where no start of it can change that. */
  readonly leftSection?: string;
  /** The same in words. */
  readonly leftText?: string;
}
