import { expect, it } from "vitest";
import type { Clock } from "./clock.ts";
import { hearing, silenceText, silenceTrouble } from "./silence.ts";

const HOST = "connect.eu-central-1.amazonaws.com";

function listening() {
  let nowMs = 0;
  const clock: Clock = { now: () => new Date(nowMs), elapsedMs: () => nowMs, sleep: async () => {} };
  const heard = hearing(clock);
  const after = (ms: number, kind: "begun" | "answered" | "unanswered", more = {}): void => {
    nowMs += ms;
    heard.exchange({ host: HOST, kind, ...more });
  };
  const pass = (ms: number): void => {
    nowMs += ms;
  };
  return { after, listen: heard.listen, pass };
}

it("is since the first request, however many followed it", () => {
  const { after, listen, pass } = listening();
  const silence = listen();
  after(500, "begun");
  after(4000, "begun");
  pass(8000);
  expect(silence()).toEqual({ host: HOST, forMs: 12_000 });
});

it.each([
  ["nobody was asked", []],
  ["one of them was answered, whatever came of the others", ["begun", "begun", "answered", "unanswered"]],
] as const)("is none where %s", (_, kinds) => {
  const { after, listen, pass } = listening();
  const silence = listen();
  for (const kind of kinds) after(1000, kind);
  pass(60_000);
  expect(silence()).toBeUndefined();
});

it("is none where there was no time for an answer", () => {
  const { after, listen, pass } = listening();
  const silence = listen();
  after(0, "begun");
  pass(1999);
  expect(silence()).toBeUndefined();
  pass(1);
  expect(silence()).toEqual({ host: HOST, forMs: 2000 });
});

it("begins anew with each step: what was answered before says nothing of what is asked now", () => {
  const { after, listen, pass } = listening();
  listen();
  after(0, "begun");
  after(0, "answered");
  const silence = listen();
  pass(5000);
  expect(silence()).toBeUndefined();
  after(0, "begun");
  pass(5000);
  expect(silence()).toEqual({ host: HOST, forMs: 5000 });
});

it("is no answer in time, or what the way to the host said last", () => {
  const { after, listen, pass } = listening();
  const silence = listen();
  after(0, "begun");
  pass(3400);
  const silent = silence();
  if (silent === undefined) throw new Error("it is none");
  expect(silenceText(silent)).toBe(`nothing answered in 3 s from ${HOST}`);
  expect(silenceTrouble(silent, "the time ended")).toEqual({
    code: "SourceTimeout",
    message: `nothing answered in 3 s from ${HOST}; then the time ended`,
  });
  after(0, "unanswered", { errorCode: "SourceUnreachable", message: "connect EHOSTUNREACH 192.0.2.1:443" });
  expect(silenceTrouble(silence() ?? silent, "the time ended")).toEqual({
    code: "SourceUnreachable",
    message: `nothing answered in 3 s from ${HOST} (connect EHOSTUNREACH 192.0.2.1:443); then the time ended`,
  });
});
