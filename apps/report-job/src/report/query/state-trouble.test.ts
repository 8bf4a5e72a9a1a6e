import { expect, it } from "vitest";
import { stateTrouble } from "./state-trouble.ts";

it("says that a state is in use without a path of a program, a process number or a link", () => {
  const trouble = stateTrouble(
    'IO Error: Could not set lock on file "/s/state.duckdb": Conflicting lock is held in /usr/bin/node (PID 4711). See also https://duckdb.org/docs/stable/connect/concurrency',
  );
  expect(trouble.code).toBe("state-in-use");
  expect(trouble.text).not.toMatch(/node|PID|4711|duckdb/);
});

it("says what is wrong with a state that cannot be read, and leaves links out", () => {
  const message =
    'IO Error: The file "/s/state.duckdb" exists, but it is no database! See also https://duckdb.org/x\nmore';
  expect(stateTrouble(message)).toEqual({
    code: "state-unreadable",
    text: 'No data: the state cannot be read, it may be damaged. IO Error: The file "/s/state.duckdb" exists, but it is no database!',
  });
});
