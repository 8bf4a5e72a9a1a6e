import { EXIT_CODE, type ExitCode } from "../exit-code.ts";
import type { TroubleMessage } from "../notify/trouble.ts";
import type { Report } from "../report/report-schema.ts";
import { codeSection, exitCodeSection } from "../run-book/section-ids.ts";

/**
 * The section of the run book that a run's last line names. Where nothing was answered and all scopes met the same, as the end of
 * a time box or a state that is in use, it is the section about that; else the one about the exit code.
 *
 * @param troubles what kept scopes from running.
 */
export function closingSection(
  exitCode: ExitCode,
  troubles: readonly TroubleMessage[],
  report?: Pick<Report, "slot"> & {
    readonly scopes: readonly Pick<Report["scopes"][number], "name" | "status" | "run">[];
  },
): string {
  if (exitCode !== EXIT_CODE.unavailable) return exitCodeSection(exitCode);
  const kept = troubles.map(({ runBook }) => runBook);
  const keptScopes = new Set(troubles.map(({ scope }) => scope));
  const asked = (report?.scopes ?? [])
    .filter(({ name, status }) => status !== "complete" && !keptScopes.has(name))
    .map(({ run }) => (run?.slot === report?.slot ? codeSection(run?.troubleCode) : undefined));
  const [section, ...others] = new Set([...kept, ...asked]);
  return section && others.length === 0 ? section : exitCodeSection(exitCode);
}
