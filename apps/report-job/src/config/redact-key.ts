import type { Issue } from "@attached-files/core";
import { type Redaction, SHORTEST_KEY } from "../report/redaction/redaction.ts";
import type { Config } from "./config-schema.ts";

/** The key is a secret, so that it has no flag and no place in the file. */
export const REDACT_KEY_VARIABLE = "ATTACHED_FILES_REDACT_KEY";

type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with the key, where one is needed; never shows it. */
export function redactKeyIssues(redact: unknown, environment: Environment): Issue[] {
  const length = Array.from(environment[REDACT_KEY_VARIABLE] ?? "").length;
  if (!Array.isArray(redact) || redact.length === 0 || length >= SHORTEST_KEY) return [];
  return [
    {
      path: `environment variable ${REDACT_KEY_VARIABLE}`,
      expected: `a secret of at least ${SHORTEST_KEY} characters, the same for all reports that are to be compared`,
      received: length === 0 ? "none" : `${length} characters`,
    },
  ];
}

/** What the report's texts are to pass through, of a configuration that was loaded with the same environment. */
export function redactionOf({ report }: Pick<Config, "report">, environment: Environment): Redaction {
  return { kinds: report.redact, key: environment[REDACT_KEY_VARIABLE] ?? "" };
}
