import { expect, it } from "vitest";
import type { ScopeChanges } from "../report/changes-schema.ts";
import type { Report } from "../report/report-schema.ts";
import { changesLine, changesMessage, changesOf, isAnythingChanged } from "./changes-message.ts";
import { lineText } from "./message-line.ts";

const NOTHING = { appeared: 0, vanished: 0, reappeared: 0, changed: 0 };

function scope(counts: ScopeChanges["counts"], slot = "2026-11-23"): ScopeChanges {
  const run = { slot, status: "complete", startedAt: "2026-11-23T06:00:00.000Z" } as const;
  const from = counts === null ? null : run;
  const comparison = counts === null ? "first" : "compared";
  return { scope: slot, comparison, from, to: run, inputChanged: false, counts, changedMembers: [], statusMoves: [] };
}

function told(...scopes: readonly ScopeChanges[]) {
  const changes = changesMessage({ changes: { scopes, examples: [] } } as unknown as Report);
  return changes === null ? null : { isChanged: isAnythingChanged({ changes }), line: lineText(changesLine(changes)) };
}

it.each([
  ["appeared", "1,200 appeared, 0 changed, 0 vanished, 0 came back"],
  ["changed", "0 appeared, 1,200 changed, 0 vanished, 0 came back"],
  ["vanished", "0 appeared, 0 changed, 1,200 vanished, 0 came back"],
  ["reappeared", "0 appeared, 0 changed, 0 vanished, 1,200 came back"],
])("files that %s are a change, and counted in the one line", (kind, line) => {
  const expected = { isChanged: true, line: `Since 2026-11-23: ${line}` };
  expect(told(scope({ ...NOTHING, [kind]: 1200 }))).toEqual(expected);
});

it("no file otherwise is no change, and said so", () => {
  expect(told(scope(NOTHING))).toEqual({ isChanged: false, line: "Since 2026-11-23: nothing changed" });
});

it("scopes are counted together, and those that could not be compared are no change, but are told", () => {
  const one = { appeared: 1, changed: 2, vanished: 3, reappeared: 4 };
  const line = "2 appeared, 4 changed, 6 vanished, 8 came back; in 2 of 3 scopes";
  expect(told(scope(one), scope(one), scope(null))?.line).toBe(`Since 2026-11-23: ${line}`);
  expect(told(scope(one, "a"), scope(one, "b"), scope(null))?.line).toBe(`Since the runs before: ${line}`);
});

it("nothing is told where nothing could be compared, or the report is of a program that did not compare", () => {
  expect(told(scope(null))).toBeNull();
  expect(changesMessage({} as Report)).toBeNull();
});

it("a slot is one line of plain text, whatever it holds", () => {
  expect(told(scope({ ...NOTHING, vanished: 1 }, "a\u202e\nb"))?.line).toMatch(/^Since a b: /);
});

it("of a slot that nothing was answered of, that nothing is otherwise is no change of zeros, but not known", () => {
  const counts = { ...NOTHING };
  const at = (exitCode: 3 | 4, change = {}) =>
    changesOf({ changes: { scopes: [scope({ ...counts, ...change })], examples: [] } } as unknown as Report, exitCode);
  expect(at(3)).toMatchObject({ appeared: 0 });
  expect(at(4)).toBeNull();
  expect(at(4, { appeared: 2 })).toMatchObject({ appeared: 2 });
});
