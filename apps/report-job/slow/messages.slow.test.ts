import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runHere } from "./command-here.ts";
import { type Desk, newDesk } from "./desk.ts";
import { type Listeners, listen } from "./listeners.ts";

const ENV = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI" };

let desk: Desk;
let listeners: Listeners;
let config: string;
beforeEach(async () => {
  desk = await newDesk(6);
  listeners = await listen();
  config = join(desk.folder, "attached-files.yaml");
  const scope = `{ name: main, region: eu-central-1, endpoint: "${desk.server.url}" }`;
  const target = (format: string) =>
    `{ name: ${format}, to: webhook, on: [failure], urlVariable: ${format.toUpperCase()}_URL, format: ${format} }`;
  await writeFile(config, `scopes: [${scope}]\nnotify: [${target("slack")}, ${target("json")}]\n`);
});
afterEach(async () => {
  await listeners.close();
  await desk.clear();
});

/** A run of slot s1, and what two webhooks that want to hear of failures were told of it. */
async function run() {
  const urls = { SLACK_URL: `${listeners.url}/slack`, JSON_URL: `${listeners.url}/json` };
  const { exitCode } = await runHere(["run", "--config", config, "--slot", "s1"], { env: { ...ENV, ...urls } });
  const [slack, json] = ["/slack", "/json"].map((path) => JSON.parse(listeners.heard.get(path) ?? "null"));
  return { exitCode, json, lines: (slack?.blocks[1].text.text ?? "").split("\n") as string[] };
}

it("a run that is denied tells the error, the exit code, the section that exists, and where to look", async () => {
  desk.fake.faults.next({ operation: "ListDomains", error: "AccessDeniedException", times: "always" });
  const { exitCode, json, lines } = await run();
  expect(exitCode).toBe(4);
  expect(json).toMatchObject({
    title: "attached-files: run failed, nothing answered (exit 4), slot s1: AccessDeniedException",
    status: "no-data",
    exitCode: 4,
    runId: "test",
    scopes: ["main"],
    trouble: [
      { scope: "main", code: "AccessDeniedException", operation: "ListDomains", runBook: "error-access-denied" },
    ],
  });
  expect(lines[0]).toBe(
    "`main`: `AccessDeniedException` of `ListDomains` (Denied): AccessDeniedException on demand to ListDomains; `cases:ListDomains` has to be allowed",
  );
  const [, section = ""] = /`attached-files run-book ([a-z-]+)`/.exec(lines.join("\n")) ?? [];
  const { exitCode: found, stdout } = await runHere(["run-book", section]);
  expect([found, stdout]).toEqual([0, expect.stringMatching(/^Denied: AccessDeniedException\n/)]);
  expect(lines).toContainEqual(
    expect.stringMatching(
      /^Scope `main`; Region `eu-central-1`; host .*; configuration `.*attached-files\.yaml`; .*run `test`; slot `s1`$/,
    ),
  );
});

it("a run that ends without a report tells what the trouble is called, its text and the place", async () => {
  await writeFile(join(desk.folder, "attached-files-state"), "a file where the folder should be");
  const { exitCode, json, lines } = await run();
  expect(exitCode).toBeGreaterThan(0);
  expect(json.title).toMatch(
    new RegExp(`^attached-files: run failed, no report published \\(exit ${exitCode}\\).*: .`),
  );
  expect(json.trouble).toMatchObject([{ scope: null, runBook: expect.any(String), title: expect.any(String) }]);
  expect(json.trouble[0].text).toContain(join(desk.folder, "attached-files-state"));
  expect(JSON.stringify(json)).not.toContain(ENV.AWS_SECRET_ACCESS_KEY);
  expect(lines.join("\n")).toMatch(/`attached-files run-book [a-z0-9-]+`/);
});

it("a configuration that is refused is told to the targets in it that are right, once a day", async () => {
  await appendFile(config, "polcy: []\n");
  const { exitCode, json, lines } = await run();
  expect(exitCode).toBe(2);
  expect(json).toMatchObject({ exitCode: 2, slot: "s1", scopes: ["main"], trouble: [{ runBook: "exit-code-2" }] });
  expect(lines.join("\n")).toContain("`attached-files run-book exit-code-2`");
  (listeners.heard as Map<string, string>).clear();
  expect(await run()).toMatchObject({ exitCode: 2, json: null });
});
