import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NotifyTarget } from "../config/notify-section.ts";
import { Log, type LogEntry } from "../observe/log.ts";
import { failureMessage } from "./failure-message.ts";
import type { Message } from "./message.ts";
import { notify, unreachableTargets } from "./notify.ts";
import { TELLER } from "./teller.test-support.ts";

const SECRET = "T000-B000-verysecret";
const TARGET: NotifyTarget = {
  name: "ops",
  to: "webhook",
  on: ["always"],
  leastSeverity: "warning",
  urlVariable: "OPS_URL",
  format: "json",
};
const MESSAGE: Message = { ...failureMessage("2026-11-24", 3, TELLER), event: "report-published", status: "partial" };

type Answer = (response: ServerResponse) => void;
let folder = "";
let url = "";
let calls: { readonly headers: IncomingHttpHeaders; readonly body: string; readonly path: string }[] = [];
let answers: Answer[] = [];
let close: () => Promise<void>;
const answer =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, headers).end("ok");

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-notify-"));
  calls = [];
  answers = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    calls.push({ headers: request.headers, body, path: request.url ?? "" });
    (answers.shift() ?? answer(200))(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${SECRET}`;
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});
afterEach(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

/** Tells of it, by a clock whose waits are over at once. */
async function tell(message: Message, targets: readonly NotifyTarget[] = [TARGET], at = url) {
  const entries: LogEntry[] = [];
  const waits: number[] = [];
  let nowMs = Date.parse("2026-11-24T06:00:00Z");
  const clock = {
    now: () => new Date(nowMs),
    sleep: async (delayMs: number) => {
      waits.push(delayMs);
      nowMs += delayMs;
    },
  };
  await notify(message, {
    targets,
    environment: { OPS_URL: at, AWS_ACCESS_KEY_ID: "x" },
    stateFolder: folder,
    clock,
    log: new Log((entry) => entries.push(entry)),
    signal: new AbortController().signal,
    limits: { attempts: 4, attemptMs: 300, totalMs: 30_000, backoffMs: 1_000 },
  });
  return { waits, lines: entries.map(({ level, lines }) => `${level}: ${lines.join(" ")}`) };
}

describe("telling a webhook", () => {
  it("sends the message once, as JSON, and notes it", async () => {
    expect(await tell(MESSAGE)).toEqual({ waits: [], lines: ["info: ops: told."] });
    expect(calls).toHaveLength(1);
    expect(calls[0]?.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(calls[0]?.body ?? "")).toEqual(MESSAGE);
  });

  it("does not say the same of a slot twice, but says what changed", async () => {
    await tell(MESSAGE);
    expect(await tell(MESSAGE)).toEqual({ waits: [], lines: [] });
    expect((await tell({ ...MESSAGE, host: "elsewhere", runId: "another" })).lines).toEqual([]);
    await tell({ ...MESSAGE, status: "complete", exitCode: 0 });
    await tell({ ...MESSAGE, slot: "2026-11-25" });
    expect(calls).toHaveLength(3);
  });

  it("says it again where the note is damaged, and where it was not sent", async () => {
    await tell(MESSAGE);
    await writeFile(join(folder, "notified.json"), "{");
    await tell(MESSAGE);
    expect(calls).toHaveLength(2);
    await writeFile(join(folder, "notified.json"), "[]");
    answers = [answer(404)];
    await tell(MESSAGE);
    expect(await readFile(join(folder, "notified.json"), "utf8")).toBe("[]");
  });

  it("tries again after errors of the service, waiting longer each time, or as long as it is asked to", async () => {
    answers = [answer(500), answer(503), answer(429, { "retry-after": "7" }), answer(200)];
    expect(await tell(MESSAGE)).toEqual({ waits: [1_000, 2_000, 7_000], lines: ["info: ops: told."] });
    answers = [answer(429, { "retry-after": "Tue, 24 Nov 2026 06:00:05 GMT" })];
    expect((await tell({ ...MESSAGE, slot: "b" })).waits).toEqual([5_000]);
  });

  const never: Answer = () => {};
  it.each([
    ["an error that stays", Array(4).fill(answer(500)), 4, "answered 500 (4 attempts)"],
    ["a wait beyond its time", [answer(429, { "retry-after": "3600" })], 1, "answered 429 (1 attempt)"],
    ["a refusal", [answer(403)], 1, "answered 403 (1 attempt)"],
    ["a redirect", [answer(302, { location: "/elsewhere" })], 1, "answered 302, a redirect, which is not followed"],
    ["no answer at all", Array(4).fill(never), 4, "no answer in time (4 attempts)"],
    ["a broken connection", Array(4).fill((r: ServerResponse) => void r.destroy()), 4, "no connection"],
  ] as const)("gives up on %s with a warning that shows no URL", async (_, given, times, why) => {
    answers = [...given];
    const { lines } = await tell(MESSAGE);
    expect(calls).toHaveLength(times);
    expect(lines).toEqual([expect.stringContaining(`warn: ops could not be told: ${why}`)]);
    expect(lines.join()).not.toContain(SECRET);
    expect(lines.join()).not.toContain("127.0.0.1");
  });

  it("gives up on a port where nobody listens", async () => {
    await close();
    const { lines } = await tell(MESSAGE);
    expect(lines).toEqual([expect.stringContaining("no connection: ECONNREFUSED (4 attempts)")]);
  });
});

describe("who wants to hear of what", () => {
  const complete: Message = { ...MESSAGE, status: "complete" };
  const none = { appeared: 0, changed: 0, vanished: 0, reappeared: 0 };
  const changed = (counts: Partial<typeof none>): Message => ({
    ...complete,
    changes: { ...none, ...counts, since: "2026-11-23", scopesCompared: 1, scopesNotCompared: 0 },
  });
  const crossed = (severity: "info" | "warning" | "critical"): Message => ({
    ...complete,
    crossed: [{ name: "r", severity, scope: null, sentence: "s", rule: "rejected > 0", value: "1" }],
  });
  it.each([
    [["partial"], MESSAGE, 1],
    [["partial"], complete, 0],
    [["partial", "policy"], failureMessage("s", 4, TELLER), 0],
    [["failure"], failureMessage("s", 4, TELLER), 1],
    [["always"], failureMessage(undefined, 2, TELLER), 1],
    [["failure"], MESSAGE, 0],
    [["failure"], { ...MESSAGE, exitCode: 4 }, 1],
    [["policy"], { ...MESSAGE, exitCode: 4 }, 0],
    [["policy"], crossed("info"), 0],
    [["policy"], crossed("warning"), 1],
    [["policy"], crossed("critical"), 1],
    [["policy"], complete, 0],
    [["always"], complete, 1],
    [["changes"], complete, 0],
    [["changes"], changed({}), 0],
    [["changes"], changed({ vanished: 1 }), 1],
    [["partial", "policy"], changed({ vanished: 1 }), 0],
    [["changes"], failureMessage("s", 4, TELLER), 0],
  ] as const)("on %j", async (on, message, times) => {
    await tell(message, [{ ...TARGET, on: [...on] }]);
    expect(calls).toHaveLength(times);
  });
});

it("tells a person which variable holds no URL, and never what it holds", () => {
  expect(unreachableTargets([TARGET], {})).toEqual([
    "environment variable OPS_URL: expected the URL of target ops, received nothing",
  ]);
  expect(unreachableTargets([TARGET], { OPS_URL: SECRET }).join()).toMatch(/received something else$/);
  expect(unreachableTargets([TARGET], { OPS_URL: "https://a:b@h" })).toHaveLength(1);
  expect(unreachableTargets([TARGET], { OPS_URL: "https://h/x" })).toEqual([]);
});
