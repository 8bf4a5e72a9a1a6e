import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import type { OpenSpan, SpanAttributes, Spans } from "./run-context.ts";

/** An open span of ours, and OpenTelemetry's behind it. */
interface Traced extends OpenSpan {
  readonly span: Span;
}

/** Spans of OpenTelemetry. Which one is within which is told by whoever begins them: no context of the process is set. */
export function openTelemetrySpans(tracer: Tracer): Spans {
  const within = (parent: OpenSpan | undefined) =>
    parent === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, (parent as Traced).span);
  return {
    begin: (name, attributes, parent): Traced => {
      const span = tracer.startSpan(name, { attributes: { ...attributes } }, within(parent));
      const note = (more: SpanAttributes): void => {
        span.setAttributes({ ...more });
        if (more["error.type"] !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
      };
      return {
        span,
        note,
        end: (errorType) => {
          if (errorType !== undefined) note({ "error.type": errorType });
          span.end();
        },
      };
    },
    tell: (name, attributes, { startedMs, endedMs }, parent) => {
      const options = { kind: SpanKind.CLIENT, startTime: startedMs, attributes: { ...attributes } };
      const span = tracer.startSpan(name, options, within(parent));
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(endedMs);
    },
  };
}
