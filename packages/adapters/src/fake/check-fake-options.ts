import { InvalidInputError, show } from "@attached-files/core";
import type { FakeConnectOptions } from "./create-fake-connect.ts";

const KNOWN: Readonly<Record<keyof FakeConnectOptions, true>> = {
  clock: true,
  credentials: true,
  quotas: true,
  faults: true,
  seed: true,
  sleep: true,
  scanner: true,
  limits: true,
  stageNames: true,
  newId: true,
};

/**
 * Refuses options that a fake does not have, as a test that is written in JavaScript may name them: one that silently does nothing
 * makes a test that shows nothing.
 *
 * @throws {InvalidInputError} with every issue at once.
 */
export function checkFakeOptions(options: unknown): void {
  const what = "createFakeConnect";
  if (typeof options !== "object" || options === null) {
    throw new InvalidInputError(what, [{ path: "", expected: "an object", received: show(options) }]);
  }
  const unknown = Object.entries(options).filter(([name, value]) => value !== undefined && !Object.hasOwn(KNOWN, name));
  const expected = `one of ${Object.keys(KNOWN).join(", ")}`;
  const issues = unknown.map(([path]) => ({ path, expected, received: "a name that is not known" }));
  if (issues.length > 0) throw new InvalidInputError(what, issues);
}
