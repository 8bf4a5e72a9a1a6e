import type { Config, ScopeConfig } from "../config/config-schema.ts";
import { type WrittenReport, writeReport } from "../report/write-report.ts";
import { stateFilePath } from "../state/open-state.ts";
import type { Io } from "./io.ts";
import { summaryText } from "./summary.ts";

/** Writes the report of a slot from the state, and tells on stdout what it found and where it is. */
export async function publishReport(
  config: Config,
  scopes: readonly ScopeConfig[],
  slot: string,
  io: Io,
): Promise<WrittenReport> {
  io.progress.begin("writing the report", "files");
  const report = await writeReport({
    slot,
    scopes: scopes.map((scope) => ({
      name: scope.name,
      stateFile: stateFilePath(config.state.folder, scope.name),
      ...(scope.region === undefined ? {} : { region: scope.region }),
    })),
    folder: config.report.folder,
    generatedAt: io.clock.now(),
    stuckAfterSeconds: config.report.stuckAfterSeconds,
  });
  io.progress.end("written");
  io.out(summaryText(report));
  return report;
}
