import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Log, type LogEntry } from "../observe/log.ts";
import type { Io } from "../process/io.ts";
import { useWebhook } from "../testing/webhook.ts";
import { runCommand } from "./run-command.ts";
import { scheduleCommand } from "./schedule-command.ts";

const CONFIG = `scopes: [{ name: main }]
state: { folder: state }
report: { folder: reports }
schedule: { cron: '0 6 * * *' }
notify:
  - { name: ops-teams, to: webhook, on: [failure], urlVariable: TEAMS_URL, format: teams }
  - { name: ops-json, to: webhook, on: [failure], urlVariable: JSON_URL }
`;

const hook = useWebhook();
let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-webhook-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function ends(command: "run" | "schedule", config: string, environment: Readonly<Record<string, string>>) {
  const path = join(folder, "config.yaml");
  await writeFile(path, config);
  const entries: LogEntry[] = [];
  const io = {
    runId: "0b9c7a52-5a55-4f53-9b0e-5f6a1f0c2f11",
    environment: { JSON_URL: hook.url, ...environment },
    out: () => {},
    log: new Log((entry) => entries.push(entry)),
    say: () => {},
    logAs: async () => {},
    watch: async () => {},
    clock: {
      now: () => new Date("2026-11-24T07:00:00Z"),
      sleep: () => Promise.reject(new Error("there is nothing to wait for")),
    },
    signal: new AbortController().signal,
    progress: { begin: () => {}, advance: () => {}, end: () => {}, say: () => {} },
  } as unknown as Io;
  const work =
    command === "run"
      ? runCommand({ config: path, slot: "2026-11-24", skipInvalid: false, overrides: {} }, io)
      : scheduleCommand({ config: path, skipInvalid: false, overrides: {} }, io);
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  return { error, lines: entries.map(({ level, lines }) => `${level}: ${lines.join(" ")}`) };
}

it.each([
  ["run", undefined, "received nothing", "2026-11-24"],
  ["run", "nonsense", "received something else", "2026-11-24"],
  ["schedule", undefined, "received nothing", null],
] as const)("%s with %s as one target's URL ends, and tells the others why", async (command, given, received, slot) => {
  const { error, lines } = await ends(command, CONFIG, given === undefined ? {} : { TEAMS_URL: given });
  const why = "environment variable TEAMS_URL: expected the URL of target ops-teams";
  expect(error).toMatchObject({ code: "usage", message: expect.stringContaining(why) });
  expect(hook.heard).toHaveLength(1);
  const { exitCode, trouble, ...told } = JSON.parse(hook.heard[0]?.body ?? "");
  expect({ exitCode, slot: told.slot }).toEqual({ exitCode: 2, slot });
  expect(trouble[0].text).toContain(why);
  expect(trouble[0].text).toContain(received);
  const untold = lines.filter((line) => line.includes("could not be told"));
  expect(untold).toEqual([expect.stringMatching(`^warn: ops-teams could not be told: ${why}.*\\(not tried\\)`)]);
});

it.each(["run", "schedule"] as const)(
  "%s with a wrong configuration, too, names the variable, and tries nothing",
  async (command) => {
    const { error, lines } = await ends(command, CONFIG.replace("'0 6 * * *'", "nonsense"), {});
    expect(error).toMatchObject({ code: "usage", message: expect.stringContaining("schedule.cron") });
    expect(hook.heard).toHaveLength(1);
    const untold = lines.filter((line) => line.includes("could not be told"));
    expect(untold).toEqual([
      expect.stringMatching(/environment variable TEAMS_URL: .*, received nothing \(not tried\)/),
    ]);
  },
);
