import { InvalidInputError } from "@attached-files/core";
import { expect, it } from "vitest";
import { readAttachedSince } from "./attached-since.ts";

it.each([
  [undefined, undefined],
  ["1970-01-01T00:00:00Z", 0],
  ["2026-11-24T06:00:00Z", Date.UTC(2026, 10, 24, 6)],
  ["2026-11-24T06:00:00.123Z", Date.UTC(2026, 10, 24, 6, 0, 0, 123)],
  ["2026-11-24T06:00:00.123999999Z", Date.UTC(2026, 10, 24, 6, 0, 0, 123)],
  ["2024-02-29T23:59:59Z", Date.UTC(2024, 1, 29, 23, 59, 59)],
])("reads %j", (value, expected) => {
  expect(readAttachedSince(value)).toBe(expected);
});

it.each([
  "",
  "2026-11-24",
  "2026-11-24T06:00:00",
  "2026-11-24T06:00:00+00:00",
  "2026-11-24T06:00Z",
  "2026-11-24T06:00:00.Z",
  "2026-11-24T24:00:00Z",
  "2026-11-24T06:00:60Z",
  "2026-02-29T06:00:00Z",
  "2026-02-30T06:00:00Z",
  "1969-12-31T23:59:59Z",
  " 2026-11-24T06:00:00Z",
  "2026-11-24T06:00:00Z\n",
  null,
  0,
  new Date(0),
])("refuses %j, and says what is expected and what was received", (value) => {
  const refused = (() => {
    try {
      return readAttachedSince(value);
    } catch (error) {
      return error;
    }
  })();
  expect(refused).toBeInstanceOf(InvalidInputError);
  expect(refused).toMatchObject({
    issues: [
      {
        path: "attachedSince",
        expected: expect.stringContaining("in UTC, as 2026"),
        received: expect.stringMatching(/./),
      },
    ],
  });
});
