import { type Issue, ok, type Result, refuse, show } from "@attached-files/core";
import type { z } from "zod";
import { type Config, configSchema } from "./config-schema.ts";

/** Checks a configuration that has been read, with every problem at once, each with the place where it was given. */
export function parseConfig(raw: unknown, origin: ReadonlyMap<string, string> = new Map()): Result<Config> {
  const parsed = configSchema.safeParse(raw, { reportInput: true });
  const issues: Issue[] = parsed.success ? [] : parsed.error.issues.flatMap((issue) => toIssues(issue, raw, origin));
  issues.push(...repeatedNames(raw));
  return parsed.success && issues.length === 0 ? ok(parsed.data) : refuse(issues);
}

function toIssues(issue: z.core.$ZodIssue, raw: unknown, origin: ReadonlyMap<string, string>): Issue[] {
  const path = pathText(issue.path);
  const place = origin.get(path) ?? path;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: path === "" ? key : `${path}.${key}`,
      expected: "a setting that exists",
      received: `an unknown name, ${show(key)}`,
    }));
  }
  return [{ path: place, expected: expectation(issue), received: show(valueAt(raw, issue.path)) }];
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `${article(issue.expected)} ${issue.expected}`;
    case "too_small":
      return `${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}${unitOf(issue.origin)}`;
    case "too_big":
      return `at most ${issue.maximum}${unitOf(issue.origin)}`;
    case "invalid_union":
      return "a number of requests a second above 0, or 'unlimited'";
    case "invalid_format":
      return issue.format === "url"
        ? "a URL, as http://127.0.0.1:4010"
        : "1 to 64 letters, digits, '.', '_' or '-', a letter or digit first";
    default:
      return issue.message;
  }
}

function unitOf(origin: string): string {
  if (origin === "string") return " characters";
  return origin === "array" ? " entries" : "";
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? "an" : "a";
}

function repeatedNames(raw: unknown): Issue[] {
  const scopes = valueAt(raw, ["scopes"]);
  if (!Array.isArray(scopes)) return [];
  const names = scopes.map((scope: unknown) => valueAt(scope, ["name"]));
  return names.flatMap((name, index) =>
    typeof name === "string" && names.indexOf(name) < index
      ? [{ path: `scopes[${index}].name`, expected: "a name that no other scope has", received: show(name) }]
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
