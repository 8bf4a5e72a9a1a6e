import { InvalidInputError, show } from "@attached-files/core";

/**
 * Refuses options that a fake does not have, as a test that is written in JavaScript may name them: one that silently does nothing
 * makes a test that shows nothing.
 *
 * @param known the names of all options.
 * @throws {InvalidInputError} with every issue at once.
 */
export function checkFakeOptions(options: unknown, known: Readonly<Record<string, true>>): void {
  const what = "createFakeConnect";
  if (typeof options !== "object" || options === null) {
    throw new InvalidInputError(what, [{ path: "", expected: "an object", received: show(options) }]);
  }
  const unknown = Object.entries(options).filter(([name, value]) => value !== undefined && !Object.hasOwn(known, name));
  const expected = `one of ${Object.keys(known).join(", ")}`;
  const issues = unknown.map(([path]) => ({ path, expected, received: "a name that is not known" }));
  if (issues.length > 0) throw new InvalidInputError(what, issues);
}
