import type { Meters } from "./meters.ts";
import { ATTRIBUTES, type MetricAttributes } from "./metric.ts";
import type { MetricSink } from "./metric-sink.ts";
import { METRICS } from "./metrics.ts";

/** The meters of a scope. */
export type MetersOf = (scope: string) => Meters;

/** The meters of a scope, into a sink. */
export function scopeMeters(sink: MetricSink, scope: string): Meters {
  const of = (attributes: MetricAttributes = {}): MetricAttributes => ({ [ATTRIBUTES.scope]: scope, ...attributes });
  const ofOperation = (operation: string): MetricAttributes => of({ [ATTRIBUTES.operation]: operation });
  return {
    request: (operation, waitedMs) => {
      sink.add(METRICS.requests, 1, ofOperation(operation));
      sink.add(METRICS.waited, waitedMs / 1000, ofOperation(operation));
    },
    throttle: (operation) => sink.add(METRICS.throttles, 1, ofOperation(operation)),
    retry: (operation) => sink.add(METRICS.retries, 1, ofOperation(operation)),
    call: ({ operation, durationMs, errorCode }) => {
      const ended = {
        ...ofOperation(operation),
        [ATTRIBUTES.outcome]: errorCode === undefined ? "answered" : "failed",
        ...(errorCode === undefined ? {} : { [ATTRIBUTES.errorType]: errorCode }),
      };
      sink.add(METRICS.calls, 1, ended);
      sink.add(METRICS.callDuration, durationMs / 1000, ended);
    },
    discovered: (amount) => sink.add(METRICS.discovered, amount, of()),
    outcomes: (counts) => {
      for (const [outcome, amount] of Object.entries(counts))
        sink.add(METRICS.files, amount, of({ [ATTRIBUTES.outcome]: outcome }));
    },
    due: (counts) => {
      for (const [reason, amount] of Object.entries(counts))
        sink.set(METRICS.due, amount, of({ [ATTRIBUTES.reason]: reason }));
    },
    watchPacer: (operation, counts) =>
      sink.observe(METRICS.pacerRate, (tell) => {
        const { allowedPerSecond, configuredPerSecond } = counts();
        for (const [limit, rate] of Object.entries({ allowed: allowedPerSecond, configured: configuredPerSecond })) {
          // Where nothing is paced, there is no rate; no number would say so.
          if (rate !== undefined) tell(rate, { ...ofOperation(operation), [ATTRIBUTES.limit]: limit });
        }
      }),
    runEnded: ({ status, durationMs }) => {
      sink.add(METRICS.runDuration, durationMs / 1000, of({ [ATTRIBUTES.status]: status }));
      for (const each of ["complete", "partial"] as const) {
        sink.set(METRICS.runStatus, each === status ? 1 : 0, of({ [ATTRIBUTES.status]: each }));
      }
      sink.set(METRICS.runComplete, status === "complete" ? 1 : 0, of());
    },
  };
}
