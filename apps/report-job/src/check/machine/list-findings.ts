import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import type { ScopeConfig } from "../../config/config-schema.ts";
import { type Finding, failed, passed, unknown } from "../finding.ts";

/** Whether the lists that scopes take can be read. Their lines are not looked at: they may be written anew before each run. */
export async function listFindings(scopes: readonly ScopeConfig[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { name, references } of scopes) {
    if (references === undefined) continue;
    const subject = { check: "references", about: name } as const;
    if (references === "-") {
      findings.push(
        unknown(subject, "the list comes from standard input", "The run reads it, and tells each wrong line."),
      );
      continue;
    }
    try {
      await access(references, constants.R_OK);
      const { size } = await stat(references);
      findings.push(passed(subject, `${references} can be read, ${size.toLocaleString("en")} bytes`));
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      findings.push(failed(subject, text, "Have the list written before the run, or correct 'references'.", "usage"));
    }
  }
  return findings;
}
