import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "./attached-files-process.ts";
import { BATCH, caseArn, type Desk, INSTANCE, newDesk } from "./desk.ts";

let desk: Desk;
let config: readonly string[];
beforeAll(async () => {
  desk = await newDesk(6);
  const path = join(desk.folder, "attached-files.yaml");
  const scope = `{ name: main, region: eu-central-1, endpoint: "${desk.server.url}" }`;
  await writeFile(path, `scopes: [${scope}]\nstate: { folder: state }\nreport: { folder: report }\n`);
  config = ["--config", path];
  for (const operation of ["ListDomains", BATCH]) {
    desk.fake.faults.next({ operation, error: "AccessDeniedException", times: "always" });
  }
});
afterAll(() => desk.clear());

describe("where nothing is answered", () => {
  const ids = ["--instance-id", INSTANCE, "--associated-resource-arn", caseArn(0), "f"];
  it.each([
    ["run", () => config],
    ["report", () => config],
    ["get", () => [...ids, "--region", "eu-central-1", "--endpoint", desk.server.url]],
  ])("whoever filters by level sees one error of %s, with its code and section", async (command, args) => {
    const { exitCode, stderr } = await run([command, ...args(), "--log", "json"]);
    expect(exitCode).toBe(4);
    const lines = stderr.trimEnd().split("\n");
    const errors = lines.map((line) => JSON.parse(line)).filter(({ level }) => level === "error");
    const text = expect.any(String);
    expect(errors).toEqual([expect.objectContaining({ exitCode, code: text, runBook: text, msg: text })]);
  });

  it("a person at a terminal is told once how it ended and what to do", async () => {
    const { stderr } = await run(["run", ...config, "--slot", "s2"]);
    expect(stderr.match(/Exit code|What to do/g)).toEqual(["Exit code", "What to do"]);
  });
});
