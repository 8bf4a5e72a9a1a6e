import { describeIssue } from "@attached-files/core";
import type { Config, ScopeConfig } from "../config/config-schema.ts";
import { loadConfig } from "../config/load-config.ts";
import { type ExitCode, JobError } from "../exit-code.ts";
import type { ListFlags } from "../job/lists-of.ts";
import { readOrTell } from "../job/read-or-tell.ts";
import { runConfigured } from "../job/run-configured.ts";
import { watchedRun } from "../observe/telemetry/watched-run.ts";
import type { Io } from "../process/io.ts";
import { parseSlot } from "../run/slot.ts";
import { namedScopes } from "./named-scopes.ts";

export interface RunOptions extends ListFlags {
  readonly config?: string;
  readonly slot?: string;
  readonly scope?: readonly string[];
  readonly full?: boolean;
  /** In milliseconds, as those that follow. */
  readonly timeBox?: number;
  readonly wait?: number;
  /** Settings given as flags, by the flag's name. */
  readonly overrides: Readonly<Record<string, string | undefined>>;
}

/** `attached-files run`: find the files, ask for their metadata, write the report. */
export async function runCommand(options: RunOptions, io: Io): Promise<ExitCode> {
  return await watchedRun(io, () => configureAndRun(options, io));
}

async function configureAndRun(options: RunOptions, io: Io): Promise<ExitCode> {
  const startedAt = io.clock.now().getTime();
  const path = options.config === undefined ? {} : { path: options.config };
  const origin = { environment: io.environment, flags: options.overrides, logAs: io.logAs, ...path };
  const config = await readOrTell(() => loadConfig(origin), options.slot, io);
  if (options.slot !== undefined) {
    const slot = parseSlot(options.slot);
    if (!slot.ok) throw new JobError("usage", slot.issues.map(describeIssue).join("\n"));
  }
  const scopes = selectScopes(config, options);
  const { full = false, timeBox, wait = 0 } = options;
  const slot = options.slot === undefined ? {} : { slot: options.slot };
  const deadline = timeBox === undefined ? {} : { deadline: new Date(startedAt + timeBox) };
  return await runConfigured({ config, scopes, full, waitMs: wait, ...slot, ...deadline, lists: options }, io);
}

/** @throws {JobError} usage: a scope that the file does not have, or a list that could belong to several. */
function selectScopes(config: Config, options: RunOptions): readonly ScopeConfig[] {
  const scopes = namedScopes(config, options.scope);
  if (options.references !== undefined && scopes.length > 1) {
    throw new JobError(
      "usage",
      `--references belongs to one scope; name it with --scope (${scopes.map((scope) => scope.name).join(", ")})`,
    );
  }
  return scopes;
}
