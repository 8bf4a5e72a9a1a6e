import type { Io } from "../../process/io.ts";
import { sectionHint } from "../../run-book/section-ids.ts";
import { everySink, type MetricSink } from "../metric-sink.ts";
import { emfDocuments } from "./emf/emf-documents.ts";
import { emfNamespace } from "./emf/emf-namespace.ts";
import { emfSink } from "./emf/emf-sink.ts";
import { isHostSdkRegistered } from "./host-sdk.ts";
import { runContext, type Spans } from "./run-context.ts";
import { telemetrySettings } from "./telemetry-settings.ts";

/** Whoever watches a run. */
export interface Telemetry {
  readonly sink: MetricSink | undefined;
  readonly spans: Spans | undefined;
  /**
   * Delivers everything in bounded time. What goes wrong is one warning, and changes nothing of the run.
   *
   * @param mostMs less than the settings allow, where that is less.
   */
  end(mostMs?: number): Promise<void>;
}

/** Starts what the environment asks for: nothing, where it asks for nothing, and then no module of OpenTelemetry is loaded. */
export async function beginTelemetry({
  environment,
  log,
  runId,
  clock,
}: Pick<Io, "environment" | "log" | "runId" | "clock">): Promise<Telemetry> {
  const settings = telemetrySettings(environment);
  const { namespace, problem } = emfNamespace(environment);
  for (const text of [...settings.problems, ...(problem === undefined ? [] : [problem])]) {
    log.warn(text, { event: "warning" });
  }
  const isOn = settings.metrics !== undefined || settings.traces !== undefined || isHostSdkRegistered();
  const open = isOn ? await openOrWarn(settings, log) : undefined;
  const emf = namespace === undefined ? undefined : emfSink();
  const sinks = [open?.sink, emf?.sink].filter((sink) => sink !== undefined);
  return {
    sink: sinks.length === 0 ? undefined : everySink(sinks),
    spans: open?.spans,
    end: async (mostMs) => {
      if (emf !== undefined && namespace !== undefined) {
        const slot = runContext()?.about.slot;
        const properties = { time: clock.now().toISOString(), runId, ...(slot === undefined ? {} : { slot }) };
        for (const document of emfDocuments(namespace, emf.groups(), properties)) log.json(document);
      }
      const lost = (await open?.close(mostMs)) ?? [];
      if (lost.length === 0) return;
      const text = `Not all of what was measured got to the collector of OpenTelemetry (${lost.join("; ")}). What came of the run stays as it is. ${sectionHint("trouble-telemetry-not-delivered")}`;
      log.warn(text, { event: "warning", code: "telemetry-not-delivered" });
    },
  };
}

async function openOrWarn(settings: ReturnType<typeof telemetrySettings>, log: Io["log"]) {
  const { openTelemetry } = await import("./open-telemetry.ts");
  const { programVersion } = await import("./program-version.ts");
  try {
    return await openTelemetry(settings, programVersion());
  } catch (error) {
    // As a certificate that cannot be read: whatever it is, the run is worth more than its numbers.
    const name = error instanceof Error ? error.name : "unknown";
    log.warn(`OpenTelemetry could not be started (${name}). The run goes on without it.`, { event: "warning" });
    return undefined;
  }
}
