import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { SECTIONS } from "../src/run-book/run-book.ts";
import { runHere } from "./command-here.ts";
import { BATCH, type Desk, newDesk } from "./desk.ts";

let desk: Desk;
let config: string;
beforeAll(async () => {
  desk = await newDesk(40);
  config = join(desk.folder, "attached-files.yaml");
  const quota = "quota: { requestsPerSecond: unlimited }";
  await writeFile(config, `scopes: [{ name: main, region: eu-central-1, endpoint: "${desk.server.url}", ${quota} }]\n`);
  expect(await runHere(["run", "--config", config, "--slot", "s1"])).toMatchObject({ exitCode: 0 });
  desk.fake.faults.next({ operation: BATCH, error: "AccessDeniedException" });
  expect(await runHere(["run", "--config", config, "--slot", "s2", "--full"])).toMatchObject({ exitCode: 3 });
});
afterAll(() => desk.clear());

const COMMANDS = [...new Set(SECTIONS.flatMap(({ confirm }) => confirm.map(([command]) => command)))].filter(
  // What check does is shown by its own tests: it makes calls, and its answer depends on the machine.
  (command) => /^attached-files (?!check$|--version$)/.test(command),
);

it.each(COMMANDS)("works, makes no call and changes nothing: %s", async (command) => {
  const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
  const calls = desk.fake.calls.count();
  const { exitCode, stdout, stderr } = await runHere([...words.slice(1), "--config", config]);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  expect(stdout.trim()).not.toBe("");
  expect(desk.fake.calls.count()).toBe(calls);
});

it("a run that is not complete tells which section to read, in text and in JSON", async () => {
  desk.fake.faults.next({ operation: BATCH, error: "AccessDeniedException" });
  const text = await runHere(["run", "--config", config, "--slot", "s3", "--full"]);
  expect(text.exitCode).toBe(3);
  expect(text.stderr).toContain("Exit code 3. What to do: attached-files run-book error-access-denied\n");
  desk.fake.faults.next({ operation: BATCH, error: "ThrottlingException", times: "always" });
  const lines: Record<string, unknown>[] = [];
  const json = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const args = ["run", "--config", config, "--slot", "s4", "--full", "--log", "json", "--time-box", "20s"];
  const ended = await runHere(args, { json });
  desk.fake.faults.clear();
  expect([3, 4]).toContain(ended.exitCode);
  const known = SECTIONS.map(({ id }) => id);
  const named = lines.map(({ runBook }) => runBook).filter((id) => id !== undefined);
  // Of what all scopes met, the last line names the section of that, which is nearer than the exit code's.
  expect(lines.at(-1)).toMatchObject({ exitCode: ended.exitCode, runBook: "error-throttling" });
  expect(named.filter((id) => !known.includes(String(id)))).toEqual([]);
  // From when the slot is known, every line tells it; within a scope's run, the scope.
  const first = lines.findIndex(({ slot }) => slot !== undefined);
  expect(lines.slice(first).filter(({ slot }) => slot !== "s4")).toEqual([]);
  const steps = lines.filter(({ step }) => String(step).startsWith("main: "));
  expect(steps.length).toBeGreaterThan(0);
  expect(steps.filter(({ scope }) => scope !== "main")).toEqual([]);
});
