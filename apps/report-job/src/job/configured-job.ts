import type { ReferenceSource } from "@attached-files/core";
import type { ComposeOptions } from "../compose.ts";
import type { Config, ScopeConfig } from "../config/config-schema.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Report } from "../report/report-schema.ts";
import type { PastRun } from "../report/write-report.ts";
import type { ReferenceInput } from "../run/scope-run.ts";
import type { ListFlags } from "./lists-of.ts";

/** A job whose configuration is read. */
export interface ConfiguredJob {
  readonly config: Config;
  /** Those of the configuration that are to be run. */
  readonly scopes: readonly ScopeConfig[];
  readonly slot?: string;
  /** Asks for everything, whatever is known, and searches for all files. */
  readonly full?: boolean;
  /** When the command is to have ended, with what it has. */
  readonly deadline?: Date;
  /** Whether it is time that ended it, where nobody asked it to end: people are told of that. */
  readonly isOutOfTime?: () => boolean;
  /** How long a scope's state is waited for while another process has it, in milliseconds. @default 0 */
  readonly waitMs?: number;
  /** When all waiting for states is over, that of several scopes together. @default each waits for itself */
  readonly waitsEndAt?: Date;
  readonly lists: ListFlags;
  /** Told of the report that was published. */
  readonly onPublished?: (published: PublishedJob) => void;
  /** Told of a slot that was complete before, and whose report is not made again. */
  readonly onPast?: (past: PastJob) => void;
  /** A fake that this process serves: it checks no credentials, and its address says nothing of what it holds. */
  readonly fake?: { readonly credentials: NonNullable<ComposeOptions["credentials"]>; readonly contents: string };
}

/** The report of a job, and where it stands. */
export interface PublishedJob {
  readonly report: Report;
  readonly folder: string;
  /** As `s3://bucket/prefix`, where it was published to one. */
  readonly bucket?: string;
}

/** A slot that was complete before, and whose answers the states have not any more. */
export interface PastJob {
  readonly slot: string;
  /** What its run ended with, as far as anybody knows. */
  readonly exitCode: ExitCode;
  readonly runs: readonly PastRun[];
  /** Names of the thresholds that were crossed, where its report could be read. */
  readonly thresholds: readonly string[];
  /** Where its report stands, as `s3://bucket/prefix`, if it does. */
  readonly bucket?: string;
}

/** A scope, and where its references come from; a search is made once the adapters are there. */
export interface ScopeInput {
  readonly scope: ScopeConfig;
  readonly references: Omit<ReferenceInput, "source"> & { readonly source?: ReferenceSource };
}
