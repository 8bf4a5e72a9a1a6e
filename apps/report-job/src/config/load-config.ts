import { dirname, resolve } from "node:path";
import { describeIssue } from "@attached-files/core";
import { LOG_FORMATS, type LogFormat } from "../observe/log-format.ts";
import { ConfigError } from "./config-error.ts";
import type { Config } from "./config-schema.ts";
import { applyOverrides, type Overridden } from "./overrides.ts";
import { parseConfig } from "./parse-config.ts";
import { readYaml, YamlError } from "./read-yaml.ts";
import { type ReadableParts, readableParts } from "./readable-parts.ts";
import { redactKeyIssues } from "./redact-key.ts";
import { stateFolder } from "./state-section.ts";

const DEFAULT_CONFIG_FILE = "attached-files.yaml";

export interface ConfigOrigin {
  /** The file that was named; without it `attached-files.yaml` in the current folder. */
  readonly path?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Flags that override settings, by name without dashes. */
  readonly flags: Readonly<Record<string, string | undefined>>;
  /** Told in which format messages are to be written, before anything else of the configuration is looked at. */
  readonly logAs?: (format: LogFormat) => Promise<void>;
}

/**
 * Reads the configuration: flags over environment over file over defaults. Paths of the file are taken from its folder.
 *
 * @throws {JobError} usage, with every problem at once.
 */
export async function loadConfig(origin: ConfigOrigin): Promise<Config> {
  const path = origin.path ?? DEFAULT_CONFIG_FILE;
  const file = await readYaml(path, origin.path !== undefined).catch((error: unknown) => {
    if (!(error instanceof YamlError)) throw error;
    const parts = partsOf(applyOverrides(error.rest, origin.environment, origin.flags), path);
    // Nobody knows whether what cannot be read names somebody.
    throw parts.notify.length === 0 ? error : new ConfigError(error.message, parts);
  });
  const overridden = applyOverrides(file, origin.environment, origin.flags);
  const log = LOG_FORMATS.find((format) => format === overridden.value.log);
  if (log !== undefined) await origin.logAs?.(log);
  const parsed = parseConfig(overridden.value, overridden.origin);
  const redact = parsed.ok ? parsed.value.report.redact : [];
  const issues = [
    ...overridden.issues,
    ...(parsed.ok ? [] : parsed.issues),
    ...redactKeyIssues(redact, origin.environment),
  ];
  if (!parsed.ok || issues.length > 0) {
    const count = issues.length === 1 ? "1 problem" : `${issues.length} problems`;
    const message = [`${path}: ${count}`, ...issues.map((issue) => `  ${describeIssue(issue)}`)].join("\n");
    throw new ConfigError(message, partsOf(overridden, path));
  }
  const config = resolvePaths(parsed.value, dirname(resolve(path)), overridden.origin);
  if (config.state.folder === config.report.folder) {
    const message = `${path}: expected state.folder and report.folder to be two folders, received ${config.state.folder} for both`;
    throw new ConfigError(message, { ...config, notify: config.notify ?? [], file: resolve(path) });
  }
  return { ...config, file: resolve(path) };
}

/** What can be made of a configuration that is refused, with its state's folder as a whole path. */
function partsOf({ value, given }: Pick<Overridden, "value" | "given">, path: string): ReadableParts {
  const parts = readableParts(value);
  const outside = stateFolder.safeParse(given.get("state.folder"));
  const isOutside = given.has("state.folder") && outside.success;
  const whole = isOutside ? resolve(outside.data) : resolve(dirname(resolve(path)), parts.state.folder);
  return { ...parts, state: { folder: whole }, file: resolve(path) };
}

/** Paths from flags and environment are the person's, and so relative to the current folder; those of the file to the file. */
function resolvePaths(config: Config, folder: string, origin: ReadonlyMap<string, string>): Config {
  const from = (setting: string, path: string): string => (origin.has(setting) ? resolve(path) : resolve(folder, path));
  return {
    ...config,
    state: { ...config.state, folder: from("state.folder", config.state.folder) },
    report: { ...config.report, folder: from("report.folder", config.report.folder) },
    scopes: config.scopes.map((scope) =>
      scope.references === undefined ? scope : { ...scope, references: resolve(folder, scope.references) },
    ),
  };
}
