import type { KeepConfig } from "../config/publish-section.ts";
import type { Io } from "../process/io.ts";
import { retireReports } from "../report/publish/retire-reports.ts";
import { shortText } from "../run/short-text.ts";
import { terminalText } from "../terminal/terminal-text.ts";
import { sayRetired } from "./say-retired.ts";

/** Removes from a folder the reports that nothing keeps. One that cannot be removed is told, and changes no exit code. */
export async function retireFromFolder(
  folder: string,
  keep: KeepConfig,
  protectedSlots: readonly string[],
  { clock, progress }: Pick<Io, "clock" | "progress">,
): Promise<void> {
  try {
    sayRetired(await retireReports(folder, keep, protectedSlots, clock.now()), folder, progress);
  } catch (error) {
    const reason = terminalText(shortText(error instanceof Error ? error.message : String(error)));
    progress.say(`Old reports in ${folder} could not be removed: ${reason}`, { level: "warn" });
  }
}
