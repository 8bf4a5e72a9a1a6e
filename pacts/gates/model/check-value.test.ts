import { describe, expect, it } from "vitest";
import { checkValue } from "./check-value.ts";
import { SERVICE_MODELS, schemaOf } from "./service-model.ts";

const check = { model: SERVICE_MODELS["amazon-connect-cases"], unknown: new Set<never>() };
const [SECONDS_BY_DEFAULT, DATE_TIME, HTTP_DATE, SECONDS] = [4, 5, 6, 7] as const;

describe("a timestamp in a body", () => {
  const accepted: [number, unknown][] = [
    [SECONDS_BY_DEFAULT, 1_790_841_600],
    [SECONDS_BY_DEFAULT, 1_790_841_600.25],
    [SECONDS, 1_790_841_600],
    [DATE_TIME, "2026-10-01T08:00:00Z"],
    [DATE_TIME, "2026-10-01T08:00:00.125Z"],
    [HTTP_DATE, "Thu, 01 Oct 2026 08:00:00 GMT"],
  ];
  it.each(accepted)("of kind %i may be %j", (kind, value) => {
    expect(checkValue(schemaOf(kind), value, "t", check)).toEqual([]);
  });

  const refused: [number, unknown, RegExp][] = [
    [SECONDS_BY_DEFAULT, "2026-10-01T08:00:00Z", /seconds since 1970/],
    [SECONDS, "1790841600", /seconds since 1970/],
    [DATE_TIME, 1_790_841_600, /ISO 8601/],
    [DATE_TIME, "Thu, 01 Oct 2026 08:00:00 GMT", /ISO 8601/],
    [DATE_TIME, "2026-10-01", /ISO 8601/],
    [DATE_TIME, "2026-13-01T08:00:00Z", /ISO 8601/],
    [HTTP_DATE, "2026-10-01T08:00:00Z", /HTTP's headers/],
    [HTTP_DATE, 1_790_841_600, /HTTP's headers/],
  ];
  it.each(refused)("of kind %i may not be %j", (kind, value, expected) => {
    expect(checkValue(schemaOf(kind), value, "t", check).join()).toMatch(expected);
  });
});

describe("a number", () => {
  const NUMBER = 1;
  it("is whole unless the model's member takes fractions", () => {
    expect(checkValue(schemaOf(NUMBER), 1.5, "n", check, "AttachedFile.FileSizeInBytes")).toHaveLength(1);
    expect(checkValue(schemaOf(NUMBER), 1.5, "n", check, "FieldValueUnion.doubleValue")).toEqual([]);
    expect(checkValue(schemaOf(NUMBER), "1.5", "n", check, "FieldValueUnion.doubleValue")).toHaveLength(1);
  });
});
