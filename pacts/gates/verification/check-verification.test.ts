import { describe, expect, it } from "vitest";
import type { HttpInteraction, PactFile } from "../pact-file.ts";
import { checkAfter, checkBefore } from "./check-verification.ts";
import type { VerifierResults } from "./read-results.ts";

const PAIR = { consumer: "a-consumer", provider: "a-provider" };

function interaction(description: string, ...states: readonly string[]): HttpInteraction {
  return {
    type: "Synchronous/HTTP",
    description,
    providerStates: states.map((name) => ({ name })),
    request: { method: "GET", path: "/" },
    response: { status: 200 },
  };
}

function pact(...interactions: readonly HttpInteraction[]): PactFile {
  return { consumer: { name: "a-consumer" }, provider: { name: "a-provider" }, interactions };
}

const TWO = pact(interaction("one", "a state"), interaction("two", "a state"));

function verified(...descriptions: readonly string[]): VerifierResults {
  return {
    result: true,
    interactionResults: descriptions.map((description) => ({ description, result: "OK" })),
  };
}

describe("before a verification", () => {
  const plan = { pair: PAIR, states: { "a state": () => undefined }, baseUrl: "http://127.0.0.1:1" };
  it("nothing is wrong with a contract whose states all have handlers", () => {
    expect(checkBefore(TWO, plan)).toEqual([]);
  });

  it.each<[string, PactFile, object, string]>([
    [
      "another consumer",
      { ...TWO, consumer: { name: "x" } },
      {},
      "the contract is of x and a-provider, not of a-consumer and a-provider",
    ],
    [
      "another provider",
      { ...TWO, provider: { name: "x" } },
      {},
      "the contract is of a-consumer and x, not of a-consumer and a-provider",
    ],
    ["no interaction", pact(), { states: {} }, "the contract holds no interaction"],
    [
      "an interaction without a state",
      pact(interaction("one", "a state"), interaction("two")),
      {},
      "'two' names no state",
    ],
    ["a state without a handler", TWO, { states: {} }, "no handler for the state 'a state'"],
    [
      "a handler without a state",
      TWO,
      { states: { ...plan.states, old: () => undefined } },
      "a handler for the state 'old', which no interaction names",
    ],
    ["neither a listener nor answers", TWO, { baseUrl: undefined }, "a provider either listens or answers messages"],
    ["a listener and answers", TWO, { answer: async () => 1 }, "a provider either listens or answers messages"],
  ])("%s is told", (_, file, change, expected) => {
    expect(checkBefore(file, { ...plan, ...change })).toEqual([expected]);
  });
});

describe("after a verification", () => {
  it("nothing is wrong when each state was reached, each interaction verified, each message answered", () => {
    expect(checkAfter(TWO, verified("two", "one"), ["a state", "a state"], undefined)).toEqual([]);
    expect(checkAfter(TWO, verified("one", "two"), ["a state", "a state"], ["two", "one"])).toEqual([]);
  });

  it.each<[string, VerifierResults, string[], string[] | undefined, string]>([
    [
      "a state that was not reached each time",
      verified("one", "two"),
      ["a state"],
      undefined,
      "the state 'a state' was to be reached 2 times, and was 1 times",
    ],
    [
      "a state that nobody named",
      verified("one", "two"),
      ["a state", "a state", "b state"],
      undefined,
      "the state 'b state' was to be reached 0 times, and was 1 times",
    ],
    [
      "an interaction that was not verified",
      verified("one"),
      ["a state", "a state"],
      undefined,
      "the interaction 'two' was to be verified 1 times, and was 0 times",
    ],
    [
      "one interaction verified in another's place",
      verified("one", "one"),
      ["a state", "a state"],
      undefined,
      "the interaction 'one' was to be verified 1 times, and was 2 times\nthe interaction 'two' was to be verified 1 times, and was 0 times",
    ],
    [
      "a message that nobody answered",
      verified("one", "two"),
      ["a state", "a state"],
      ["one"],
      "the message 'two' was to be answered 1 times, and was 0 times",
    ],
  ])("%s is told", (_, results, reached, answered, expected) => {
    expect(checkAfter(TWO, results, reached, answered).join("\n")).toBe(expected);
  });
});
