import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConnectState } from "../connect-state/connect-state.ts";
import { FakeService } from "../fake-service.ts";
import type { FaultRule, SeededFault } from "./fault.ts";
import { Faults } from "./faults.ts";

/** What befalls each of these calls, in turn. */
function strikes(seed: number, rules: readonly FaultRule[], calls: readonly string[]): unknown[] {
  const service = new FakeService(new ConnectState(() => new Date(0)), { faults: new Faults({ seed, rules }) });
  service.state.addDomain({ partition: "aws", region: "eu-central-1", account: "111122223333", domainId: "d-1" });
  service.state.addCase("d-1", "c-1");
  for (const operation of calls) service.serveByName(operation, { path: { domainId: "d-1" } });
  return service.calls.last().map(({ struckBy }) => struckBy);
}

const OPERATIONS = ["ListDomains", "GetDomain", "SearchCases"];
const operation = fc.constantFrom(...OPERATIONS);
const fault = fc.constantFrom(
  { error: "ThrottlingException" },
  { storm: { calls: 3 } },
  { latencyMs: { from: 1, to: 1000 } },
  { latencyMs: { median: 5, p99: 70 } },
  { reset: "before-answer" },
  { reset: "after-answer" },
  { body: "html" },
  { answer: "null-entries" },
);
const rule = fc
  .tuple(
    fault,
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.option(operation, { nil: undefined }),
    fc.option(fc.nat(9), { nil: undefined }),
  )
  .map(
    ([what, probability, which, times]) =>
      ({ ...what, probability, operation: "answer" in what ? "SearchCases" : which, times }) as SeededFault,
  );

describe("drawn faults", () => {
  it("are the same for the same seed, rules and calls", () => {
    const calls = fc.array(operation, { maxLength: 40 });
    fc.assert(
      fc.property(fc.integer(), fc.array(rule, { maxLength: 5 }), calls, (seed, rules, operations) => {
        expect(strikes(seed, rules, operations)).toEqual(strikes(seed, rules, operations));
      }),
      { seed: 20261126, numRuns: 300 },
    );
  });

  it("are others for another seed, and the same again after clear", () => {
    const rules: FaultRule[] = [{ error: "ThrottlingException", probability: 0.5 }];
    const calls = Array<string>(100).fill("ListDomains");
    expect(strikes(1, rules, calls)).not.toEqual(strikes(2, rules, calls));
    const faults = new Faults({ seed: 3 });
    const draw = (): boolean[] => {
      faults.clear();
      faults.add(rules);
      return calls.map((name) => {
        const strike = faults.strike(name);
        try {
          strike.refuse();
          return false;
        } catch {
          return true;
        }
      });
    };
    const first = draw();
    expect(draw()).toEqual(first);
    expect(new Set(first).size).toBe(2);
  });

  it("do not depend on the rules that were asked for after them, or on calls that they do not match", () => {
    const first: FaultRule = { operation: "GetDomain", latencyMs: { from: 1, to: 1000 }, probability: 0.5 };
    const calls = Array<string>(50).fill("GetDomain");
    const later: FaultRule = { operation: "GetDomain", body: "html", probability: 0.5 };
    const onlyFirst = (faults: unknown): unknown[] =>
      ((faults ?? []) as object[]).filter((each) => "latencyMs" in each);
    const alone = strikes(1, [first], calls).map(onlyFirst);
    expect(strikes(1, [first, later], calls).map(onlyFirst)).toEqual(alone);
    const mixed = calls.flatMap((name) => ["ListDomains", name]);
    expect(
      strikes(1, [first], mixed)
        .filter((_, index) => index % 2 === 1)
        .map(onlyFirst),
    ).toEqual(alone);
  });

  it.each([0, 0.01, 0.2, 0.5, 0.97, 1])(
    "strike as often as their probability says, in thousands of calls: %f",
    (probability) => {
      const calls = 10_000;
      for (const seed of [1, 2, 3]) {
        const faults = strikes(seed, [{ body: "html", probability }], Array<string>(calls).fill("ListDomains"));
        const rate = faults.filter((each) => each !== undefined).length / calls;
        // Five standard deviations: with this seed it holds or it does not, and it should.
        const tolerance = 5 * Math.sqrt((probability * (1 - probability)) / calls);
        expect(Math.abs(rate - probability)).toBeLessThanOrEqual(tolerance);
      }
    },
  );

  it("of two rules are drawn apart from each other", () => {
    const rules: FaultRule[] = [
      { body: "html", probability: 0.5 },
      { latencyMs: 1, probability: 0.5 },
    ];
    const faults = strikes(1, rules, Array<string>(10_000).fill("ListDomains")) as (object[] | undefined)[];
    const both = faults.filter((each) => each?.length === 2).length;
    expect(Math.abs(both / 10_000 - 0.25)).toBeLessThan(0.025);
  });
});
