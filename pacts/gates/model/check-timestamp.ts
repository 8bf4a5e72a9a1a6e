import type { NormalizedSchema } from "@smithy/core/schema";

/** The kinds of timestamps in the SDK's schemas. */
const DATE_TIME = 5;
const HTTP_DATE = 6;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Holds a timestamp in a JSON body to the form that its schema has; without one, rest-json writes seconds since 1970.
 *
 * @returns the form that it should have; nothing when it has it.
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html (read 2026-11)
 */
export function checkTimestamp(shape: NormalizedSchema, value: unknown): string[] {
  const kind = shape.getSchema();
  const readable = typeof value === "string" && !Number.isNaN(Date.parse(value));
  if (kind === DATE_TIME) return readable && ISO.test(value) ? [] : ["a timestamp in ISO 8601"];
  if (kind === HTTP_DATE) {
    return readable && new Date(value).toUTCString() === value ? [] : ["a timestamp as in HTTP's headers"];
  }
  return typeof value === "number" && Number.isFinite(value) ? [] : ["a timestamp in seconds since 1970"];
}
