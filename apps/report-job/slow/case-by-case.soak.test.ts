import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runHere } from "./command-here.ts";
import { type Desk, newDesk } from "./desk.ts";

let desk: Desk;
let config: string;
beforeAll(async () => {
  desk = await newDesk(30);
  config = join(desk.folder, "attached-files.yaml");
  const quota = "quota: { requestsPerSecond: unlimited }";
  await writeFile(config, `scopes: [{ name: main, region: eu-central-1, endpoint: "${desk.server.url}", ${quota} }]\n`);
  desk.fake.faults.next({ operation: "SearchAllRelatedItems", error: "AccessDeniedException", times: "always" });
});
afterAll(() => desk.clear());

const WARNING =
  /^main: domain d-1 is searched case by case, which takes more calls: .* Allow cases:SearchAllRelatedItems \(attached-files permissions\)\.$/;

it("a run whose search of the whole domain is denied is complete, and warns of it once, in text", async () => {
  const { exitCode, stdout, stderr } = await runHere(["run", "--config", config, "--slot", "s1"]);
  expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/30 files known: 30 retr/) });
  const told = stderr.split("\n").filter((line) => line.includes("case by case"));
  expect(told).toEqual([expect.stringMatching(WARNING)]);
});

it("its report says so, and as much when it is made anew from the state", async () => {
  const told = async () => {
    const report = JSON.parse(await readFile(join(desk.folder, "attached-files-report", "s1", "report.json"), "utf8"));
    return report.scopes[0].run.fallbacks;
  };
  const first = await told();
  expect(first).toMatchObject([
    { domainId: "d-1", operation: "SearchAllRelatedItems", errorCode: "AccessDeniedException" },
  ]);
  await rm(join(desk.folder, "attached-files-report"), { recursive: true });
  expect(await runHere(["report", "--config", config])).toMatchObject({ exitCode: 0 });
  expect(await told()).toEqual(first);
});

it("and in JSON, with the section of the run book", async () => {
  const lines: Record<string, unknown>[] = [];
  const json = { write: (line: string) => void lines.push(JSON.parse(line)) };
  // A full search after one of what is new: both fall back.
  const args = ["run", "--config", config, "--slot", "s2", "--full", "--log", "json"];
  expect(await runHere(args, { json })).toMatchObject({ exitCode: 0 });
  expect(lines.filter(({ level }) => level !== "info")).toEqual([
    expect.objectContaining({
      level: "warn",
      code: "case-by-case",
      runBook: "trouble-case-by-case",
      scope: "main",
      slot: "s2",
      msg: expect.stringMatching(WARNING),
    }),
  ]);
  expect(desk.fake.calls.count("SearchCases")).toBeGreaterThan(1);
});
