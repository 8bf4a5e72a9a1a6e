import { AsyncLocalStorage } from "node:async_hooks";
import type { MetricSink } from "../metric-sink.ts";

/** Values of a span, by the names of `SPANS`. */
export type SpanAttributes = Readonly<Record<string, string | number>>;

/** A span that has begun. */
export interface OpenSpan {
  note(attributes: SpanAttributes): void;
  /** @param errorType a word for what went wrong, never a text; undefined: nothing did. */
  end(errorType?: string): void;
}

/** Begins spans, and tells of those that are over. */
export interface Spans {
  begin(name: string, attributes: SpanAttributes, parent: OpenSpan | undefined): OpenSpan;
  /** @param startedMs milliseconds since 1970, as `endedMs`. */
  tell(
    name: string,
    attributes: SpanAttributes & { readonly "error.type": string },
    times: { readonly startedMs: number; readonly endedMs: number },
    parent: OpenSpan | undefined,
  ): void;
}

/** What is known, anywhere within a run, of the run that the work is for. */
export interface RunContext {
  /** What every line of the log is about, from when it is known. */
  readonly about: { slot?: string; scope?: string };
  /** Undefined where nobody counts. */
  readonly sink: MetricSink | undefined;
  /** Undefined where nobody traces. */
  readonly spans: Spans | undefined;
  /** The one that is under way. */
  readonly span?: OpenSpan;
}

const contexts = new AsyncLocalStorage<RunContext>();

/** That of the run that this is part of; undefined outside of all. */
export function runContext(): RunContext | undefined {
  return contexts.getStore();
}

/** Does work as part of a run, whatever it awaits and starts. */
export function inRunContext<T>(context: RunContext, work: () => T): T {
  return contexts.run(context, work);
}

const aboutErrors = new WeakMap<object, RunContext["about"]>();

/** Keeps with an error which slot and scope it is about: whoever tells it does so when the run is over. */
export function keepAbout(error: unknown): void {
  const about = contexts.getStore()?.about;
  if (about === undefined || typeof error !== "object" || error === null || aboutErrors.has(error)) return;
  aboutErrors.set(error, { ...about });
}

/** Which slot and scope an error is about, as far as it is known. */
export function aboutOf(error: unknown): RunContext["about"] {
  return (typeof error === "object" && error !== null ? aboutErrors.get(error) : undefined) ?? {};
}

/** Says something about a slot, outside of its run. */
export function aboutSlot(slot: string, say: () => void): void {
  contexts.run({ about: { slot }, sink: undefined, spans: undefined }, say);
}

/** Lines of this run's log are about this slot from now on. */
export function noteSlot(slot: string): void {
  const context = contexts.getStore();
  if (context === undefined) return;
  context.about.slot = slot;
  context.span?.note({ "attached_files.slot": slot });
}
