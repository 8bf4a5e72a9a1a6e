import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Bounds } from "./bounds.ts";
import { exactly } from "./bounds.ts";
import type { Condition } from "./condition.ts";
import { anyCondition } from "./conditions.test-support.ts";
import { evaluatePolicy, type PolicyNumbers, type RuleResult } from "./evaluate-policy.ts";
import { COUNT_METRICS } from "./metrics.ts";
import { parseCondition } from "./parse-condition.ts";

function evaluate(condition: Condition, numbers: PolicyNumbers): Omit<RuleResult, "rule"> {
  const [result] = evaluatePolicy([{ name: "r", condition, severity: "warning", sentence: "s" }], numbers);
  if (result === undefined) throw new Error("a rule without a result");
  const { rule: _, ...rest } = result;
  return rest;
}

function condition(text: string): Condition {
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new Error(`not a condition: ${text}`);
  return parsed.value;
}

const open = (least: number): Bounds => ({ least, most: Number.POSITIVE_INFINITY });

describe("a rule", () => {
  const numbers: PolicyNumbers = {
    counts: { files: exactly(200), rejected: exactly(3), "not-known": exactly(2), deferred: { least: 0, most: 10 } },
    bytes: exactly(3_000_000),
    statuses: { byName: new Map([["FAILED", exactly(4)]]), others: exactly(0) },
    stuckOlderThan: new Map([[3600, exactly(6)]]),
    previous: { files: exactly(160), bytes: exactly(4_000_000) },
  };

  it.each([
    ["rejected > 2", "crossed", 3],
    ["rejected > 3", "kept", 3],
    ["rejected >= 3", "crossed", 3],
    ["rejected < 3", "kept", 3],
    ["rejected <= 3", "crossed", 3],
    ["not known > 0.9 %", "crossed", 1],
    ["not known > 1 %", "kept", 1],
    ["stuck older than 1h > 5", "crossed", 6],
    ["status FAILED > 1 %", "crossed", 2],
    ["status NEW_ONE > 0", "kept", 0],
    ["bytes > 2.9 MB", "crossed", 3_000_000],
    ["bytes > 2.9 MiB", "kept", 3_000_000],
    ["files grew over 24 %", "crossed", 25],
    ["files grew over 25 %", "kept", 25],
    ["files grew over 39", "crossed", 40],
    ["files shrank over 0", "kept", -40],
    ["bytes shrank at least 25 %", "crossed", 25],
    ["bytes grew over 0", "kept", -1_000_000],
  ])("%s is %s at %d", (text, result, value) => {
    expect(evaluate(condition(text), numbers)).toEqual({ result, value: exactly(value), why: null });
  });

  it.each([
    ["vanished > 0", numbers, "not-counted"],
    ["stuck older than 2h > 0", numbers, "not-counted"],
    ["status FAILED > 0", { counts: {} }, "not-counted"],
    ["rejected > 1 %", { counts: { rejected: exactly(0) } }, "not-counted"],
    ["rejected > 1 %", { counts: { rejected: exactly(0), files: exactly(0) } }, "nothing-to-compare-with"],
    ["files grew over 1", { counts: { files: exactly(1) } }, "no-previous-report"],
    ["files grew over 1", { counts: {}, previous: { files: exactly(1), bytes: exactly(1) } }, "not-counted"],
    [
      "files grew over 1 %",
      { counts: { files: exactly(1) }, previous: { files: exactly(0), bytes: exactly(0) } },
      "nothing-to-compare-with",
    ],
  ] as const)("%s is unknown where nothing tells it", (text, without, why) => {
    expect(evaluate(condition(text), without)).toEqual({ result: "unknown", value: null, why });
  });

  it.each([
    ["deferred > 4", { least: 0, most: 10 }, "unknown"],
    ["deferred > 10", { least: 0, most: 10 }, "kept"],
    ["deferred > 4", { least: 5, most: 10 }, "crossed"],
    ["deferred < 11", { least: 5, most: 10 }, "crossed"],
    ["deferred > 4", open(5), "crossed"],
    ["deferred > 4", open(4), "unknown"],
    ["deferred < 4", open(5), "kept"],
  ])("%s of a value that is only known to be in %j is %s", (text, bounds, result) => {
    const told = evaluate(condition(text), { counts: { deferred: bounds } });
    expect(told).toEqual({ result, value: bounds, why: result === "unknown" ? "not-complete" : null });
  });

  it("asks what part of all files is, where not all are known, for what is true whatever there is", () => {
    const share = (deferred: Bounds, files: Bounds) =>
      evaluate(condition("deferred > 10 %"), { counts: { deferred, files } });
    expect(share(exactly(50), open(100))).toMatchObject({ result: "unknown", value: { least: 0, most: 50 } });
    expect(share(exactly(5), open(100))).toMatchObject({ result: "kept", value: { least: 0, most: 5 } });
    expect(share(open(0), open(0))).toMatchObject({ result: "unknown", value: { least: 0, most: 100 } });
  });

  it.each(["not known", "not described"])(
    "%s is at least what it is of the files found, as none of the others is known",
    (metric) => {
      const share = (rule: string, count: Bounds, files: Bounds) => {
        const name = metric === "not known" ? "not-known" : "not-described";
        return evaluate(condition(`${metric} ${rule}`), { counts: { [name]: count, files } });
      };
      expect(share("> 1 %", open(334), open(563))).toMatchObject({
        result: "crossed",
        value: { least: 33_400 / 563, most: 100 },
      });
      expect(share("<= 50 %", open(334), open(563)).result).toBe("kept");
      expect(share("> 60 %", open(334), open(563)).result).toBe("unknown");
      expect(share("> 1 %", open(0), open(563)).result).toBe("unknown");
      expect(share("> 1 %", open(0), open(0)).result).toBe("unknown");
    },
  );

  it("did not grow where nothing became nothing", () => {
    const nothing = { counts: { files: exactly(0) }, previous: { files: exactly(0), bytes: exactly(0) } };
    expect(evaluate(condition("files grew over 0 %"), nothing)).toMatchObject({ result: "kept", value: exactly(0) });
  });
});

describe("the laws of a policy", () => {
  const bounds = fc
    .tuple(fc.nat(2_000), fc.nat(50))
    .map(([least, more]) => (more === 50 ? open(least) : { least, most: least + more }));
  const numbers: fc.Arbitrary<PolicyNumbers> = fc.record({
    counts: fc.dictionary(fc.constantFrom(...COUNT_METRICS), bounds),
    bytes: bounds,
    previous: fc.option(fc.record({ files: bounds, bytes: bounds }), { nil: undefined }),
  }) as fc.Arbitrary<PolicyNumbers>;

  it("every rule has a result, in the policy's order, and a reason exactly where it is unknown", () => {
    fc.assert(
      fc.property(fc.array(anyCondition), numbers, (conditions, given) => {
        const policy = conditions.map((each, index) => {
          return { name: `r${index}`, condition: each, severity: "info", sentence: "s" } as const;
        });
        const results = evaluatePolicy(policy, given);
        expect(results.map(({ rule }) => rule)).toEqual(policy);
        for (const { result, why, value } of results) {
          expect(why !== null).toBe(result === "unknown");
          if (value !== null) expect(value.least).toBeLessThanOrEqual(value.most);
        }
      }),
    );
  });

  it("what was crossed by fewer is crossed by more, and what was kept by more is kept by fewer", () => {
    const upward = anyCondition.filter(
      ({ metric, comparison }) => metric.kind === "count" && comparison.startsWith(">"),
    );
    fc.assert(
      fc.property(upward, fc.nat(1_000), fc.nat(1_000), (each, some, more) => {
        const at = (count: number): string => {
          const name = each.metric.kind === "count" ? each.metric.name : "files";
          return evaluate(each, { counts: { files: exactly(5_000), [name]: exactly(count) } }).result;
        };
        if (at(some) === "crossed") expect(at(some + more)).toBe("crossed");
        if (at(some + more) === "kept") expect(at(some)).toBe("kept");
      }),
    );
  });

  it("blindness that is crossed where a search did not end is crossed with whatever it had not come to", () => {
    const rules = fc.tuple(
      fc.constantFrom("not-known", "not-described"),
      fc.constantFrom(">", ">="),
      fc.integer({ min: 1, max: 99 }),
    );
    fc.assert(
      fc.property(rules, fc.nat(500), fc.nat(500), fc.nat(5_000), ([name, sign, limit], blind, known, missing) => {
        const rule = condition(`${name} ${sign} ${limit} %`);
        const at = (count: Bounds, files: Bounds) => evaluate(rule, { counts: { [name]: count, files } }).result;
        const unfinished = at(open(blind), open(blind + known));
        const whole = at(exactly(blind + missing), exactly(blind + known + missing));
        expect(unfinished).not.toBe("kept");
        if (unfinished === "crossed" && blind + known + missing > 0) expect(whole).toBe("crossed");
        // And it is told as soon as it is so of what was found.
        if (blind + known > 0 && at(exactly(blind), exactly(blind + known)) === "crossed")
          expect(unfinished).toBe("crossed");
      }),
    );
  });

  it("knowing less never turns crossed into kept, or kept into crossed", () => {
    fc.assert(
      fc.property(anyCondition, numbers, fc.nat(20), fc.nat(20), (each, given, down, up) => {
        const wider = ({ least, most }: Bounds): Bounds => ({ least: Math.max(0, least - down), most: most + up });
        const { counts, bytes, previous } = given;
        const vague: PolicyNumbers = {
          counts: Object.fromEntries(Object.entries(counts).map(([name, known]) => [name, wider(known)])),
          ...(bytes === undefined ? {} : { bytes: wider(bytes) }),
          ...(previous === undefined
            ? {}
            : { previous: { files: wider(previous.files), bytes: wider(previous.bytes) } }),
        };
        expect([evaluate(each, given).result, "unknown"]).toContain(evaluate(each, vague).result);
      }),
    );
  });
});
