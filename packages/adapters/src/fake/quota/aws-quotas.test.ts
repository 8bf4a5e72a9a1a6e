import { describe, expect, it } from "vitest";
import { OPERATIONS } from "../operations/index.ts";
import { AWS_QUOTAS } from "./aws-quotas.ts";
import { quotasAtRest } from "./quotas-at-rest.test-support.ts";

describe("AWS's own quotas", () => {
  it("are two a second and a burst of five, but for searches in Cases", () => {
    const bursts = OPERATIONS.map(({ name }) => [name, quotasAtRest(AWS_QUOTAS).takeMany(50, name)]);
    const known = { ...Object.fromEntries(bursts.map(([name]) => [name, 5])), SearchCases: 10, SearchRelatedItems: 10 };
    expect(Object.fromEntries(bursts)).toEqual(known);
  });

  it.each(OPERATIONS.map(({ name }) => [name]))("let two a second of %s through for long", (name) => {
    const { pass, takeMany } = quotasAtRest(AWS_QUOTAS);
    takeMany(50, name);
    let admitted = 0;
    for (let tenth = 0; tenth < 100; tenth += 1) {
      pass(100);
      admitted += takeMany(1, name);
    }
    expect(admitted).toBe(20);
  });
});
