import { describeIssue } from "@attached-files/core";
import { type ComposeOptions, composeScope } from "../compose.ts";
import type { Config, ScopeConfig } from "../config/config-schema.ts";
import { loadConfig } from "../config/load-config.ts";
import { type ExitCode, JobError } from "../exit-code.ts";
import type { ListOptions } from "../input/list-input.ts";
import type { ListFormat } from "../input/list-lines.ts";
import { type ReadLists, readLists } from "../input/read-lists.ts";
import { discoveryInput } from "../input/reference-input.ts";
import type { WrittenReport } from "../report/write-report.ts";
import { chooseSlot, exitCodeOf, runScopes, type ScopeEnd } from "../run/run-job.ts";
import { runScope } from "../run/run-scope.ts";
import { parseSlot } from "../run/slot.ts";
import { tokenBucketPacer } from "../run/token-bucket-pacer.ts";
import type { FinishedRun } from "../state/finished-run.ts";
import type { Io } from "./io.ts";
import { publishReport } from "./publish-report.ts";

export interface RunOptions {
  readonly config?: string;
  readonly slot?: string;
  readonly scope?: readonly string[];
  readonly references?: string;
  readonly referencesFormat?: ListFormat;
  readonly skipInvalid: boolean;
  /** Settings given as flags, by the flag's name. */
  readonly overrides: Readonly<Record<string, string | undefined>>;
}

/** `attached-files run`: find the files, ask for their metadata, write the report. */
export async function runCommand(options: RunOptions, io: Io): Promise<ExitCode> {
  const config = await loadConfig({
    environment: io.environment,
    flags: options.overrides,
    ...(options.config === undefined ? {} : { path: options.config }),
  });
  if (options.slot !== undefined) {
    const slot = parseSlot(options.slot);
    if (!slot.ok) throw new JobError("usage", slot.issues.map(describeIssue).join("\n"));
  }
  const scopes = selectScopes(config, options);
  const { ends, report } = await runConfigured(config, scopes, options, io);
  return exitCodeOf(ends, report.status);
}

export interface ConfiguredRun {
  readonly slot: string;
  readonly ends: readonly ScopeEnd[];
  readonly report: WrittenReport;
}

/** Runs the scopes and publishes the report. */
export async function runConfigured(
  config: Config,
  scopes: readonly ScopeConfig[],
  options: Omit<RunOptions, "overrides">,
  io: Io,
  credentials?: ComposeOptions["credentials"],
): Promise<ConfiguredRun> {
  const slot = await chooseSlot({ ...config, scopes: [...scopes] }, options.slot, io.clock);
  const lists = await readLists(listsOf(config, scopes, options, io));
  const ends = await runScopes(scopes, (scope) =>
    runConfiguredScope(config, scope, slot, lists, io, credentials),
  ).finally(() => lists.release());
  for (const end of ends) {
    if ("trouble" in end) io.progress.say(`${end.scope}: ${end.trouble.message}`);
  }
  const report = await publishReport(config, scopes, slot, io);
  return { slot, ends, report };
}

async function runConfiguredScope(
  config: Config,
  scope: ScopeConfig,
  slot: string,
  lists: ReadLists,
  io: Io,
  credentials?: ComposeOptions["credentials"],
): Promise<FinishedRun> {
  const pacer = tokenBucketPacer(scope.quota, io.clock);
  const sources = await composeScope(scope, {
    pacer,
    run: config.run,
    ...(credentials === undefined ? {} : { credentials }),
  });
  try {
    return await runScope({
      scope: scope.name,
      slot,
      stateFolder: config.state.folder,
      references: lists.of(scope.name) ?? discoveryInput(scope, await sources.discovery()),
      files: sources.files,
      clock: io.clock,
      progress: io.progress,
      signal: io.signal,
      commit: { units: config.run.commitCalls, seconds: config.run.commitSeconds },
      concurrency: config.run.concurrency,
      stopAfterFailures: config.run.stopAfterFailures,
    });
  } finally {
    await sources.close();
  }
}

/** The lists of those scopes that have one; the flag's goes before the file's. */
function listsOf(
  config: Config,
  scopes: readonly ScopeConfig[],
  options: Omit<RunOptions, "overrides">,
  io: Io,
): readonly ListOptions[] {
  return scopes.flatMap((scope) => {
    const path = options.references ?? scope.references;
    if (path === undefined) return [];
    const { stdin, progress, signal } = io;
    const format = options.referencesFormat === undefined ? {} : { format: options.referencesFormat };
    const { skipInvalid } = options;
    return [
      { path, ...format, stdin, stateFolder: config.state.folder, scope: scope.name, skipInvalid, progress, signal },
    ];
  });
}

/** @throws {JobError} usage: a scope that the file does not have, or a list that could belong to several. */
function selectScopes(config: Config, options: RunOptions): readonly ScopeConfig[] {
  const names = options.scope ?? [];
  const unknown = names.filter((name) => !config.scopes.some((scope) => scope.name === name));
  if (unknown.length > 0) {
    const known = config.scopes.map((scope) => scope.name).join(", ");
    throw new JobError("usage", `--scope: expected one of ${known}, received ${unknown.join(", ")}`);
  }
  const scopes = names.length === 0 ? config.scopes : config.scopes.filter((scope) => names.includes(scope.name));
  if (options.references !== undefined && scopes.length > 1) {
    throw new JobError(
      "usage",
      `--references belongs to one scope; name it with --scope (${scopes.map((scope) => scope.name).join(", ")})`,
    );
  }
  return scopes;
}
