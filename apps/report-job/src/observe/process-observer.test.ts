import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import type { ProgressStream } from "../terminal/progress-for.ts";
import { processObserver } from "./process-observer.ts";

const RUN_ID = "3f2c9a6e-0000-4000-8000-000000000000";
const TOKEN = "a-token-of-nobody";
const SUBJECT = { scope: "main", slot: "s1" };

function observed(terminal: object = {}) {
  const stream = Object.assign(new PassThrough(), terminal);
  const json: string[] = [];
  const observer = processObserver({
    runId: RUN_ID,
    stream: stream as ProgressStream,
    environment: { AWS_SESSION_TOKEN: TOKEN },
    times: { now: () => 1000, date: () => new Date("2026-11-24T06:00:00.000Z"), repeat: () => () => {} },
    json: { write: (line: string) => void json.push(line) },
  });
  return { observer, text: () => String(stream.read() ?? ""), json: () => json.map((line) => JSON.parse(line)) };
}

const TERMINAL = { isTTY: true, columns: 80 };

describe("what a process says", () => {
  it("is plain lines in a pipe", async () => {
    const { observer, text, json } = observed();
    await observer.watch();
    const { progress, log } = await observer.observe(SUBJECT);
    observer.log.info("begun");
    progress.begin("main: asking", "files", 10);
    progress.say(`the service said ${TOKEN}`);
    log.warn("not whole");
    expect(text()).toBe("begun\nmain: asking: 10 files\nthe service said [secret]\nnot whole\n");
    expect(json()).toEqual([]);
  });

  it("is a bar on a terminal, for every scope the same, and holds no secrets", async () => {
    const { observer, text } = observed(TERMINAL);
    await observer.watch();
    const { progress } = await observer.observe(SUBJECT);
    expect(progress).toBe((await observer.observe({ scope: "other", slot: "s1" })).progress);
    progress.begin(`asking ${TOKEN}`, "files", 10);
    progress.advance(5);
    progress.say(`\u001b[2J${TOKEN}`);
    progress.end(TOKEN);
    const drawn = text();
    expect(drawn).toContain("asking [secret]  [████████████░░░░░░░░░░░░] 5 of 10 files");
    expect(drawn).toContain("\\u{1b}[2J[secret]\n");
    expect(drawn).not.toContain(TOKEN);
  });

  it.each([
    ["in a pipe", {}],
    ["on a terminal", TERMINAL],
  ])("is an object a line in JSON, %s, and nothing else, for those who hold it already, too", async (_, terminal) => {
    const { observer, text, json } = observed(terminal);
    const { log, progress } = observer;
    await observer.logAs("json");
    await observer.watch();
    log.info("begun");
    progress.begin("writing the report", "files");
    progress.end("written");
    const scoped = await observer.observe(SUBJECT);
    scoped.progress.begin("main: asking", "files", 10);
    scoped.progress.advance(10);
    scoped.progress.end("asked");
    scoped.log.error("failed", { code: "AccessDeniedException", sessionToken: "x" });
    expect(text()).toBe("");
    const whose = { runId: RUN_ID, time: "2026-11-24T06:00:00.000Z" };
    const asking = { ...whose, ...SUBJECT, step: "main: asking", unit: "files" };
    expect(json()).toMatchObject([
      { ...whose, level: "info", msg: "begun" },
      { ...whose, event: "step.begin", msg: "writing the report" },
      { ...whose, event: "step.end", msg: "writing the report: written in 0.0 s" },
      { ...asking, event: "step.begin", total: 10, msg: "main: asking: 10 files" },
      { ...asking, event: "step.end", done: 10, total: 10, msg: "main: asking: asked in 0.0 s" },
      { ...whose, ...SUBJECT, level: "error", code: "AccessDeniedException", sessionToken: "[secret]", msg: "failed" },
    ]);
    expect(json()).toHaveLength(6);
  });
});
