import { expect, it } from "vitest";
import { lockHolder } from "./open-state.ts";

const said = (held: string) =>
  new Error(
    `IO Error: Could not set lock on file "/s/state.duckdb": Conflicting lock is held in ${held}. See also https://duckdb.org/docs/stable/connect/concurrency`,
  );

it.each([
  ["a process that this one can see", "/usr/bin/node (PID 4711)", "/usr/bin/node (PID 4711)"],
  ["one of another user", "/usr/bin/node (PID 4711) by user jobs", "/usr/bin/node (PID 4711)"],
  ["one whose program cannot be read", "PID 4711", "PID 4711"],
  ["one that has no id here", "PID 0", "a process of another container"],
])("whoever has the lock of a state is named: %s", (_, held, holder) => {
  expect(lockHolder(said(held))).toBe(holder);
});

it("other trouble of a file is nobody's lock", () => {
  expect(lockHolder(new Error("IO Error: not a DuckDB database file, PID 0"))).toBeUndefined();
});
