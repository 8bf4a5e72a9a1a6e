import { expect, it } from "vitest";
import { BATCH_GET, onTheWire } from "../http/on-the-wire.test-support.ts";
import type { Fault, FaultRule } from "./fault.ts";
import { FAULT_CATALOGUE } from "./fault-catalogue.ts";

const FAULTS: readonly Fault[] = FAULT_CATALOGUE.map(({ fault }) => JSON.parse(fault) as Fault);
/** Calls of a round, and rounds at most: which call meets which fault hangs on how eight at a time fall in line. */
const CALLS = 600;
const MOST_ROUNDS = 10;

it("all faults of the catalogue mixed strike hundreds of calls, eight at a time, and the fake keeps serving", async () => {
  const faults = FAULTS.map((fault): FaultRule => ({ ...fault, probability: 0.06 }));
  const { fake, attach, post, server } = await onTheWire({ faults, seed: 11, sleep: async () => {} });
  for (const id of ["a", "b", "c"]) attach(id);
  const ends: string[] = [];
  const client = async (calls: number): Promise<void> => {
    for (let call = 0; call < calls; call += 1) {
      const [path, body] =
        call % 3 === 0 ? ["/domains/d-1/cases-search", {}] : [BATCH_GET, { FileIds: ["a", "b", "z"] }];
      ends.push(
        await post(path, body).then(
          ({ status }) => String(status),
          (error: Error) => error.name,
        ),
      );
    }
  };
  const struck = () => fake.calls.last().flatMap(({ struckBy = [] }) => struckBy);
  const hasStruck = (fault: Fault): boolean =>
    "latencyMs" in fault
      ? struck().some((each) => "latencyMs" in each)
      : struck().some((each) => JSON.stringify(each) === JSON.stringify(fault));
  let made = 0;
  for (let round = 0; round < MOST_ROUNDS && !(made > 0 && FAULTS.every(hasStruck)); round += 1) {
    await Promise.all(Array.from({ length: 8 }, () => client(CALLS / 8)));
    made += CALLS;
  }
  // A request is lost unmade only behind an answer that broke its connection.
  expect(fake.calls.count()).toBeLessThanOrEqual(made);
  const afterAnswers = struck().filter((fault) => "reset" in fault && fault.reset === "after-answer").length;
  expect(fake.calls.count()).toBeGreaterThanOrEqual(made - afterAnswers);
  expect(FAULTS.filter((fault) => !hasStruck(fault))).toEqual([]);
  // Successes, throttles, pages, bodies that are no JSON, and connections that broke.
  expect([...new Set(ends)].sort()).toEqual(["200", "429", "SyntaxError", "TypeError"]);

  fake.faults.clear();
  const answers = await Promise.all(Array.from({ length: 20 }, () => post(BATCH_GET, { FileIds: ["a"] })));
  for (const { status, body } of answers) expect([status, body]).toMatchObject([200, { Files: [{ FileId: "a" }] }]);
  expect((await fetch(`${server.url}/_fake/faults`)).status).toBe(200);
}, 30_000);
