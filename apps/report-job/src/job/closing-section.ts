import { EXIT_CODE, type ExitCode } from "../exit-code.ts";
import type { TroubleMessage } from "../notify/trouble.ts";
import type { Report } from "../report/report-schema.ts";
import { codeSection, exitCodeSection } from "../run-book/section-ids.ts";

/**
 * The section of the run book that a run's last line names. Where nothing was answered and all scopes met the same, as the end of
 * a time box or a state that is in use, it is the section about that; else the one about the exit code. Where nothing was asked,
 * because no start of the slot can, it is the section about that, and never the one about trouble of an earlier start.
 *
 * @param troubles what kept scopes from running.
 * @param left sections about why scopes were left as they were, by their names.
 */
export function closingSection(
  exitCode: ExitCode,
  troubles: readonly TroubleMessage[],
  report?: Pick<Report, "slot"> & {
    readonly scopes: readonly Pick<Report["scopes"][number], "name" | "status" | "run">[];
  },
  left: ReadonlyMap<string, string> = new Map(),
): string {
  if (exitCode !== EXIT_CODE.unavailable && exitCode !== EXIT_CODE.partial) return exitCodeSection(exitCode);
  const kept = troubles.map(({ runBook }) => runBook);
  const keptScopes = new Set(troubles.map(({ scope }) => scope));
  const asked = (report?.scopes ?? [])
    .filter(({ name, status }) => status !== "complete" && !keptScopes.has(name))
    .map(({ name, run }) => left.get(name) ?? (run?.slot === report?.slot ? codeSection(run?.troubleCode) : undefined));
  const [section, ...others] = new Set([...kept, ...asked]);
  if (!section || others.length > 0) return exitCodeSection(exitCode);
  // A partial answer is about more than what ended it, unless nothing was asked.
  return exitCode === EXIT_CODE.unavailable || [...left.values()].includes(section)
    ? section
    : exitCodeSection(exitCode);
}
