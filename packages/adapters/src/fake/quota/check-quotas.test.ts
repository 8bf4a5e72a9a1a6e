import { describe, expect, it } from "vitest";
import { quotasAtRest } from "./quotas-at-rest.test-support.ts";

describe("quotas are refused", () => {
  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("with %s requests a second", (requestsPerSecond) => {
    expect(() => quotasAtRest({ default: { requestsPerSecond, burst: 1 } })).toThrow(
      `default.requestsPerSecond must be a number above 0, not ${requestsPerSecond}`,
    );
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("with a burst of %s", (burst) => {
    expect(() => quotasAtRest({ default: { requestsPerSecond: 1, burst } })).toThrow(
      `default.burst must be a whole number from 1, not ${burst}`,
    );
  });

  it("of operations that the fake does not have, and it tells which it has", () => {
    const make = () => quotasAtRest({ operations: { BatchGet: { requestsPerSecond: 1, burst: 1 } } });
    expect(make).toThrow(/operations\.BatchGet is no operation of the fake, which has .*BatchGetAttachedFileMetadata/);
  });

  it("with all that is wrong at once", () => {
    const bad = { requestsPerSecond: 0, burst: 0 };
    const make = () => quotasAtRest({ default: bad, operations: { GetDomain: bad, Nope: bad } });
    expect(make).toThrow(
      /default\.req.*default\.burst.*GetDomain\.req.*GetDomain\.burst.*Nope is no.*Nope\.req.*Nope\.burst/,
    );
  });
});
