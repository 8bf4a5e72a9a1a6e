import fc from "fast-check";
import { COMPARISONS, type Condition } from "./condition.ts";
import { BYTE_UNITS, COUNT_METRICS, type Metric, SHARE_METRICS } from "./metrics.ts";

const count = fc.integer({ min: 1, max: 1_000_000_000 });
const part = fc.integer({ min: 1, max: 99_999_999 }).map((parts) => parts / 1_000_000);
const byteUnit = fc.constantFrom(...Object.keys(BYTE_UNITS));
const bytes = fc.tuple(fc.integer({ min: 1, max: 8000 }), byteUnit);
const comparison = fc.constantFrom(...COMPARISONS);
const change = (of: "files" | "bytes"): fc.Arbitrary<Metric> =>
  fc.constantFrom("grew", "shrank").map((direction) => ({ kind: "change", of, direction }) as const);

const counted: fc.Arbitrary<Metric> = fc.oneof(
  fc.constantFrom(...COUNT_METRICS).map((name) => ({ kind: "count", name }) as const),
  fc.integer({ min: 1, max: 31_536_000 }).map((ageSeconds) => ({ kind: "stuck-older-than", ageSeconds }) as const),
  fc.stringMatching(/^[A-Z][A-Z0-9_]{0,20}$/).map((status) => ({ kind: "status", status }) as const),
  change("files"),
);
const shared: fc.Arbitrary<Metric> = fc.oneof(
  fc.constantFrom(...SHARE_METRICS).map((name) => ({ kind: "count", name }) as const),
  fc.constantFrom("files", "bytes").chain((of) => change(of)),
);

/** Any condition that a rule can have. */
export const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ metric: counted, comparison, limit: count, unit: fc.constant("count") }),
  fc.record({ metric: shared, comparison, limit: part, unit: fc.constant("percent") }),
  fc
    .record({ metric: fc.oneof(fc.constant({ kind: "bytes" } as const), change("bytes")), comparison, size: bytes })
    .map(({ size: [limit, unit], ...condition }) => ({ ...condition, limit, unit })),
);
