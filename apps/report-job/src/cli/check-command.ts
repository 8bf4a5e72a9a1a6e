import { checkConfigured } from "../check/check-configured.ts";
import { checkResult, countsOf, exitCodeOf } from "../check/check-result.ts";
import { type Finding, failed } from "../check/finding.ts";
import type { Config } from "../config/config-schema.ts";
import { loadConfig } from "../config/load-config.ts";
import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import type { Io } from "../process/io.ts";
import { terminalJson } from "../terminal/terminal-json.ts";
import { terminalText } from "../terminal/terminal-text.ts";
import { findingTexts } from "./finding-texts.ts";
import { namedScopes } from "./named-scopes.ts";

export interface CheckCommandOptions {
  readonly config?: string;
  readonly scope?: readonly string[];
  readonly json: boolean;
  /** Settings given as flags, by the flag's name. */
  readonly overrides: Readonly<Record<string, string | undefined>>;
}

/** `attached-files check`: looks at everything that a run needs, and makes none. */
export async function checkCommand(options: CheckCommandOptions, io: Io): Promise<ExitCode> {
  const findings: Finding[] = [];
  const textOf = findingTexts();
  const tell = (finding: Finding): void => {
    findings.push(finding);
    if (!options.json) io.out(`${textOf(finding)}\n`);
  };
  const config = await loadConfig({
    environment: io.environment,
    flags: options.overrides,
    logAs: io.logAs,
    ...(options.config === undefined ? {} : { path: options.config }),
  }).catch((error: unknown) => {
    if (!(error instanceof JobError) || error.code !== "usage") throw error;
    tell(failed({ check: "configuration" }, error.message, NEXT_OF_CONFIGURATION, "usage"));
    return undefined;
  });
  if (config !== undefined) await look(config, options, io, tell);
  const exitCode = exitCodeOf(findings);
  if (options.json) io.out(`${terminalJson(checkResult(findings, io.clock.now()))}\n`);
  else io.out(`${summary(findings, exitCode)}\n`);
  return exitCode;
}

const NEXT_OF_CONFIGURATION =
  "Correct it, then check again: nothing else was looked at. 'attached-files init' writes one that works.";

async function look(config: Config, { scope }: CheckCommandOptions, io: Io, tell: (finding: Finding) => void) {
  const scopes = namedScopes(config, scope);
  const { environment, clock, signal } = io;
  for await (const finding of checkConfigured({
    config,
    scopes,
    environment,
    execArgv: process.execArgv,
    clock,
    signal,
  })) {
    if (signal.aborted) throw new JobError("interrupted", "Asked to end: what is not told above was not looked at.");
    tell(finding);
  }
}

function summary(findings: readonly Finding[], exitCode: ExitCode): string {
  const { passed, failed: broken, unknown } = countsOf(findings);
  const counts = `${passed} passed, ${broken} failed, ${unknown} unknown`;
  const held = findings.flatMap(({ about, isInUse }) => (isInUse === true ? [terminalText(about ?? "")] : []));
  if (exitCode === EXIT_CODE.complete && held.length > 0) {
    return `${counts}: nothing failed, but a run now would wait or end with 4: the state of ${held.join(", ")} is in use.`;
  }
  if (exitCode === EXIT_CODE.complete) return `${counts}: nothing that was seen stands in a run's way.`;
  if (exitCode === EXIT_CODE.partial) return `${counts}: a run works, and knows less than it could.`;
  return `${counts}: a run would not get by as it is.`;
}
