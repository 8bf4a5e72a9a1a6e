import type { Issue } from "@attached-files/core";
import { show } from "@attached-files/core";
import { LOG_FORMATS, LOG_VARIABLE } from "../observe/log-format.ts";
import { REDACTABLE } from "../report/redaction/redaction.ts";
import { REDACT_KEY_VARIABLE } from "./redact-key.ts";

/** A setting that can be given outside the file: flag over environment over file. */
interface Override {
  readonly path: readonly string[];
  readonly variable: string;
  readonly flag: string;
  /** What stands for the flag's value in the help, and what the flag is for. */
  readonly value: "folder" | "number" | "pattern" | "name" | "format" | "kinds";
  readonly meaning: string;
  readonly choices?: readonly string[];
}

/** What `--log` is for, wherever it is told. */
export const LOG_MEANING = "messages on standard error as text for people, or as a JSON object a line";

/** Every setting that has a flag and an environment variable. */
export const OVERRIDES: readonly Override[] = [
  {
    path: ["state", "folder"],
    variable: "ATTACHED_FILES_STATE_FOLDER",
    flag: "state-folder",
    value: "folder",
    meaning: "what the job remembers between runs",
  },
  {
    path: ["report", "folder"],
    variable: "ATTACHED_FILES_REPORT_FOLDER",
    flag: "report-folder",
    value: "folder",
    meaning: "where reports are written",
  },
  {
    path: ["report", "stuckAfterSeconds"],
    variable: "ATTACHED_FILES_STUCK_AFTER_SECONDS",
    flag: "stuck-after-seconds",
    value: "number",
    meaning: "a file in PROCESSING for longer needs a person",
  },
  {
    path: ["report", "redact"],
    variable: "ATTACHED_FILES_REDACT",
    flag: "redact",
    value: "kinds",
    meaning: `put keyed hashes in the place of people's texts in every output: ${REDACTABLE.join(",")} or some of them; the key is ${REDACT_KEY_VARIABLE}`,
  },
  {
    path: ["schedule", "cron"],
    variable: "ATTACHED_FILES_CRON",
    flag: "cron",
    value: "pattern",
    meaning: "when to run: minute, hour, day of the month, month, weekday, as '0 6 * * *'",
  },
  {
    path: ["schedule", "timeZone"],
    variable: "ATTACHED_FILES_TIME_ZONE",
    flag: "time-zone",
    value: "name",
    meaning: "where the pattern's hours are those of the clock, as Europe/Berlin",
  },
  {
    path: ["schedule", "healthPort"],
    variable: "ATTACHED_FILES_HEALTH_PORT",
    flag: "health-port",
    value: "number",
    meaning: "answer GET /healthz on this port; 0 takes any free one",
  },
  {
    path: ["log"],
    variable: LOG_VARIABLE,
    flag: "log",
    value: "format",
    meaning: LOG_MEANING,
    choices: LOG_FORMATS,
  },
];

const PREFIX = "ATTACHED_FILES_";

export interface Overridden {
  readonly value: Record<string, unknown>;
  /** Where the value at a path came from, for error messages: `state.folder` → `--state-folder`. */
  readonly origin: ReadonlyMap<string, string>;
  /** What was given outside the file, by path: also where a wrong section of the file has no place for it. */
  readonly given: ReadonlyMap<string, unknown>;
  readonly issues: readonly Issue[];
}

/**
 * Lays flags over environment over file. A number that is none is an issue of the place where it was given, and a variable
 * of ours that does not exist is one too: it would silently do nothing.
 */
export function applyOverrides(
  file: Record<string, unknown>,
  environment: Readonly<Record<string, string | undefined>>,
  flags: Readonly<Record<string, string | undefined>>,
): Overridden {
  const value = structuredClone(file);
  const [origin, outside] = [new Map<string, string>(), new Map<string, unknown>()];
  const issues: Issue[] = unknownVariables(environment);
  for (const { path, variable, flag, value: kind } of OVERRIDES) {
    const fromFlag = flags[flag];
    const given = fromFlag ?? environment[variable];
    if (given === undefined) continue;
    const source = fromFlag === undefined ? `environment variable ${variable}` : `--${flag}`;
    const parsed = kind === "number" ? Number(given) : kind === "kinds" ? listed(given) : given;
    if (kind === "number" && (given.trim() === "" || !Number.isFinite(parsed))) {
      issues.push({ path: source, expected: "a number", received: show(given) });
      continue;
    }
    origin.set(path.join("."), source);
    outside.set(path.join("."), parsed);
    setAt(value, path, parsed);
  }
  return { value, origin, given: outside, issues };
}

/** `names,tags` as a list; nothing between commas is nothing, so that an empty value switches a setting off. */
function listed(given: string): string[] {
  return given.split(",").flatMap((entry) => (entry.trim() === "" ? [] : [entry.trim()]));
}

function unknownVariables(environment: Readonly<Record<string, string | undefined>>): Issue[] {
  const known = [...OVERRIDES.map(({ variable }) => variable), REDACT_KEY_VARIABLE];
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && environment[name] !== undefined && !known.includes(name))
    .map((name) => ({
      path: `environment variable ${name}`,
      expected: `one of ${known.join(", ")}`,
      received: "a name that does not exist",
    }));
}

function setAt(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [head = "", ...rest] = path;
  if (rest.length === 0) {
    target[head] = value;
    return;
  }
  const child = target[head];
  // A file whose section is no object is an issue of its own, found when the whole is checked.
  if (child !== undefined && (typeof child !== "object" || child === null)) return;
  const next = (child ?? {}) as Record<string, unknown>;
  target[head] = next;
  setAt(next, rest, value);
}
