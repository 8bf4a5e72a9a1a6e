import { EXIT_CODE, type ExitCode, JobError } from "../../exit-code.ts";
import type { Io } from "../../process/io.ts";
import { lastCompleteAt } from "../../report/publish/last-complete.ts";
import type { Report } from "../../report/report-schema.ts";
import { stopwatch } from "../../run/clock.ts";
import { inSpan } from "./in-span.ts";
import { tellJob } from "./job-meters.ts";
import { inRunContext, keepAbout, runContext } from "./run-context.ts";
import { beginTelemetry } from "./telemetry.ts";

/** What a run is told of, for its metrics: where its reports are, and the one that it published. */
interface Told {
  folder?: string;
  scopes?: readonly string[];
  report?: Report;
}

const told = new WeakMap<object, Told>();

/** Notes where reports of the run that this is part of stand, and of which scopes they are. */
export function notePlace(folder: string, scopes: readonly string[]): void {
  Object.assign(ownTold(), { folder, scopes });
}

/** Notes the report that stands for the slot of the run that this is part of. */
export function noteReport(report: Report): void {
  ownTold().report = report;
}

/**
 * Does the work of a run so that it is watched: OpenTelemetry and CloudWatch are told, where the environment asks for it, and
 * everything is delivered when this ends. Within a run that is watched already, it is a part of that one. Runs of one process
 * know nothing of each other.
 *
 * @param leftMs how long the delivery may take at most when the work has ended. @default as the settings say
 */
export async function watchedRun(
  io: Pick<Io, "environment" | "log" | "runId" | "clock">,
  work: () => Promise<ExitCode>,
  leftMs?: () => number,
): Promise<ExitCode> {
  if (runContext() !== undefined) return await work();
  const telemetry = await beginTelemetry(io);
  const context = { about: {}, sink: telemetry.sink, spans: telemetry.spans };
  const known: Told = {};
  told.set(context.about, known);
  return await inRunContext(context, async () => {
    const elapsedMs = stopwatch(io.clock);
    const startedMs = elapsedMs();
    let exitCode: ExitCode = EXIT_CODE.defect;
    try {
      return await inSpan(
        "run",
        async (span) => {
          try {
            exitCode = await work();
            const word = FAILED[exitCode];
            if (word !== undefined) span.note({ "error.type": word });
            return exitCode;
          } catch (error) {
            exitCode = error instanceof JobError ? error.exitCode : EXIT_CODE.defect;
            keepAbout(error);
            throw error;
          } finally {
            span.note({ "attached_files.exit_code": exitCode });
          }
        },
        { "attached_files.run_id": io.runId },
      );
    } finally {
      if (telemetry.sink !== undefined) {
        const { folder, scopes, report } = known;
        const last =
          folder === undefined ? undefined : await lastCompleteAt(folder, scopes ?? [], report).catch(() => undefined);
        const end = { exitCode, durationMs: elapsedMs() - startedMs, endedAt: io.clock.now(), report };
        tellJob(telemetry.sink, { ...end, lastCompleteAt: last });
      }
      await telemetry.end(leftMs?.());
    }
  });
}

/** Exit codes that a trace shows as failed. */
const FAILED: Readonly<Partial<Record<ExitCode, string>>> = {
  [EXIT_CODE.defect]: "defect",
  [EXIT_CODE.usage]: "usage",
  [EXIT_CODE.partial]: "partial",
  [EXIT_CODE.unavailable]: "unavailable",
};

function ownTold(): Told {
  const about = runContext()?.about;
  return (about === undefined ? undefined : told.get(about)) ?? {};
}
