import fc from "fast-check";
import { expect, test } from "vitest";
import { fromResumeToken, type Position, scopeOf, toResumeToken } from "./position.ts";

const scope = scopeOf("i-1", undefined, undefined);
const text = fc.string({ unit: "binary" });
const position: fc.Arbitrary<Position> = fc.oneof(
  fc.record({ done: fc.array(text) }),
  fc
    .record(
      {
        done: fc.array(text),
        domainId: text,
        method: fc.constantFrom("all", "cases" as const),
        token: text,
        seen: fc.nat(),
      },
      { requiredKeys: ["done", "domainId", "method"] },
    )
    .map((it) => it as Position),
);

test("a position survives as text", () => {
  fc.assert(
    fc.property(position, (it) => {
      expect(fromResumeToken(toResumeToken(it, scope), scope)).toEqual(it);
    }),
  );
});

test("whatever else is given means to start afresh", () => {
  fc.assert(
    fc.property(fc.anything(), (it) => {
      expect(fromResumeToken(it, scope)).toBeUndefined();
    }),
  );
});

test.each([
  ["of another version", { v: 2, scope, done: [] }],
  ["without the finished domains", { v: 1, scope }],
  ["with finished domains that are no texts", { v: 1, scope, done: [1] }],
  ["with a domain and no method", { v: 1, scope, done: [], domainId: "d" }],
  ["with a method that is not known", { v: 1, scope, done: [], domainId: "d", method: "guess" }],
  ["with a negative count", { v: 1, scope, done: [], domainId: "d", method: "cases", seen: -1 }],
])("a token %s means to start afresh", (_what, json) => {
  expect(fromResumeToken(Buffer.from(JSON.stringify(json)).toString("base64url"), scope)).toBeUndefined();
});

test("a token of other options means to start afresh", () => {
  const token = toResumeToken({ done: ["d-1"] }, scope);
  expect(fromResumeToken(token, scopeOf("i-2", undefined, undefined))).toBeUndefined();
  expect(fromResumeToken(token, scopeOf("i-1", ["d-1"], undefined))).toBeUndefined();
  expect(fromResumeToken(token, scopeOf("i-1", undefined, 0))).toBeUndefined();
  expect(fromResumeToken(token, scopeOf("i-1", undefined, undefined))).toEqual({ done: ["d-1"] });
});
