import { type Issue, ok, type Result, refuse, show } from "@attached-files/core";
import type { z } from "zod";
import { type Config, configSchema } from "./config-schema.ts";
import { isUrl, notifyMistakes, URL_NOT_SHOWN } from "./notify-mistakes.ts";
import { settingThatExists } from "./setting-that-exists.ts";

/** Checks a configuration that has been read, with every problem at once, each with the place where it was given. */
export function parseConfig(raw: unknown, origin: ReadonlyMap<string, string> = new Map()): Result<Config> {
  const parsed = configSchema.safeParse(raw, { reportInput: true });
  const found = parsed.success ? [] : parsed.error.issues.flatMap((issue) => toIssues(issue, raw, origin));
  const mistakes = notifyMistakes(raw);
  const covered = new Set(mistakes.flatMap(({ covers }) => covers));
  const issues: Issue[] = [
    ...found.filter(({ path }) => !covered.has(path)),
    ...mistakes.map(({ issue }) => issue),
    ...repeatedNames(raw),
  ];
  return parsed.success && issues.length === 0 ? ok(parsed.data) : refuse(issues);
}

function toIssues(issue: z.core.$ZodIssue, raw: unknown, origin: ReadonlyMap<string, string>): Issue[] {
  const path = pathText(issue.path);
  const place = origin.get(path) ?? origin.get(path.replace(/\[\d+\]$/, "")) ?? path;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: path === "" ? key : `${path}.${key}`,
      expected: settingThatExists(key, issue.path, valueAt(raw, issue.path)),
      received: `an unknown name, ${show(key)}`,
    }));
  }
  return [
    {
      path: place,
      expected: expectation(issue),
      received: receivedOf(issue) ?? shown(valueAt(raw, issue.path), issue.path),
    },
  ];
}

/** A secret is refused where it does not belong, and must not reach a log by being refused. */
function shown(value: unknown, [section, , key]: readonly PropertyKey[]): string {
  if (section === "notify" && key !== "endpoint" && isUrl(value)) return URL_NOT_SHOWN;
  return typeof value === "string" && /:\/\/[^/\s]*@/.test(value) ? "a URL with a password in it" : show(value);
}

/** Where a check of ours says more than the value: which part of it. */
function receivedOf(issue: z.core.$ZodIssue): string | undefined {
  const received: unknown = issue.code === "custom" ? issue.params?.received : undefined;
  return typeof received === "string" ? received : undefined;
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return typeText(issue.expected);
    case "too_small":
      return `${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}${unitOf(issue)}`;
    case "too_big":
      return `at most ${issue.maximum}${unitOf(issue)}`;
    case "invalid_union":
      return issue.message === "Invalid input"
        ? "a number of requests a second above 0, or 'unlimited'"
        : issue.message;
    default:
      // Formats carry their own words.
      return issue.message;
  }
}

function unitOf({ origin, minimum }: { readonly origin: string; readonly minimum?: unknown }): string {
  if (origin !== "array") return "";
  return minimum === 1 ? " entry" : " entries";
}

function typeText(type: string): string {
  if (type === "int") return "a whole number";
  return `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}

function repeatedNames(raw: unknown): Issue[] {
  const scopes = valueAt(raw, ["scopes"]);
  if (!Array.isArray(scopes)) return [];
  const names = scopes.map((scope: unknown) => valueAt(scope, ["name"]));
  // Names become folders, and many file systems take 'Main' and 'main' for the same one.
  const folders = names.map((name) => (typeof name === "string" ? name.toLowerCase() : name));
  const expected = "a name that no other scope has, in capitals or not";
  return names.flatMap((name, index) =>
    typeof name === "string" && folders.indexOf(folders[index]) < index
      ? [{ path: `scopes[${index}].name`, expected, received: show(name) }]
      : [],
  );
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  );
}
