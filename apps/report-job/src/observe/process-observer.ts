import type { DestinationStream } from "pino";
import type { Progress } from "../run/progress.ts";
import { codeSection } from "../run-book/section-ids.ts";
import { lineProgress } from "../terminal/line-progress.ts";
import { isWatched, type ProgressStream, progressFor } from "../terminal/progress-for.ts";
import type { ProgressTimes } from "../terminal/progress-times.ts";
import { terminalText } from "../terminal/terminal-text.ts";
import { Log, type LogSink } from "./log.ts";
import type { LogFormat } from "./log-format.ts";
import { NO_METERS } from "./meters.ts";
import { readableText } from "./readable-text.ts";
import type { RunObserver, RunSubject } from "./run-observer.ts";
import { scopeMeters } from "./scope-meters.ts";
import { secretValues } from "./secret-values.ts";
import { redaction } from "./secrets.ts";
import { runContext } from "./telemetry/run-context.ts";
import { textSink } from "./text-sink.ts";

const STANDARD_ERROR = 2;

export interface ProcessObserverOptions {
  readonly runId: string;
  /** Takes what is for people. */
  readonly stream: ProgressStream;
  /** What stands in it under a secret's name is shown nowhere. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly times: ProgressTimes;
  /** Takes lines of JSON in place of standard error. */
  readonly json?: DestinationStream;
}

/** Everything that a process says beside its results. */
export interface ProcessObserver {
  /** A random UUID of this process. */
  readonly runId: string;
  readonly log: Log;
  readonly progress: Progress;
  /** Writes everything from now on in this format. */
  logAs(format: LogFormat): Promise<void>;
  /** Draws progress from now on, in text where somebody watches. Loaded by commands alone, so that --help stays quick. */
  watch(): Promise<void>;
  /** An observer whose lines and numbers are about this scope and slot. */
  observe(subject: RunSubject): Promise<RunObserver>;
}

/** Begins with plain lines. */
export function processObserver(options: ProcessObserverOptions): ProcessObserver {
  const { stream, runId, times } = options;
  const redact = redaction(secretValues(options.environment));
  let sink: LogSink = textSink((text) => void stream.write(text), redact);
  // Whoever writes a line within a run need not know of which slot and scope it is.
  const log = new Log((entry) => {
    const runBook = entry.level === "info" ? undefined : codeSection(entry.about.code);
    const known = runBook === undefined ? {} : { runBook };
    sink({ ...entry, about: { ...runContext()?.about, ...known, ...entry.about } });
  });
  const shown = (text: string): string => terminalText(readableText(text, redact));
  let progress = lineProgress(log, times);
  let isText = true;
  let isBar = false;
  return {
    runId,
    log,
    // Whoever was handed it keeps it when the format changes.
    progress: {
      begin: (...step) => progress.begin(...step),
      advance: (...amount) => progress.advance(...amount),
      end: (summary) => progress.end(summary),
      say: (...line) => progress.say(...line),
    },
    logAs: async (format) => {
      if (format === "text") return;
      const { immediateLines, jsonSink } = await import("./json-sink.ts");
      sink = jsonSink({ runId, redact, date: times.date, to: options.json ?? immediateLines(STANDARD_ERROR) });
      progress = lineProgress(log, times);
      isText = false;
      isBar = false;
    },
    watch: async () => {
      if (!isText) return;
      progress = await progressFor(stream, log, times, shown);
      isBar = isWatched(stream);
    },
    observe: async ({ scope, slot }) => {
      const metricSink = runContext()?.sink;
      const meters = metricSink === undefined ? NO_METERS : scopeMeters(metricSink, scope);
      const about = log.of({ scope, slot });
      // There is one bar, and it is no log.
      return { progress: isBar ? progress : lineProgress(about, times), meters, log: about };
    },
  };
}
