import dns from "node:dns";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Config } from "../config/config-schema.ts";
import type { NotifyTarget } from "../config/notify-section.ts";
import { Log, type LogEntry } from "../observe/log.ts";
import type { PublishedReport } from "../report/write-report.ts";
import { systemClock } from "../run/clock.ts";
import { failureMessage } from "./failure-message.ts";
import { notify } from "./notify.ts";
import { tellOfReport } from "./tell-people.ts";
import { TELLER } from "./teller.test-support.ts";

const SECRETS = ["T000-B000-path", "t0ken-in-the-query", "fragment-5ecret"] as const;
const PLACE = `/${SECRETS[0]}?token=${SECRETS[1]}#${SECRETS[2]}`;
const MESSAGE = failureMessage("2026-11-24", 4, TELLER);
const webhook = (name: string, urlVariable = "OPS_URL"): NotifyTarget => ({
  name,
  to: "webhook",
  on: ["always"],
  leastSeverity: "warning",
  urlVariable,
  format: "slack",
});

let folder: string;
let servers: Server[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-notify-"));
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  servers = [];
  await rm(folder, { recursive: true, force: true });
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Tells of it by a clock whose waits are over at once; everything that was said of it, and what was waited. */
async function tell(environment: Readonly<Record<string, string>>, targets = [webhook("ops")]) {
  const entries: LogEntry[] = [];
  const waits: number[] = [];
  let nowMs = Date.parse("2026-11-24T06:00:00Z");
  const sleep = async (delayMs: number): Promise<void> => {
    waits.push(delayMs);
    nowMs += delayMs;
  };
  await notify(MESSAGE, {
    targets,
    environment,
    stateFolder: folder,
    clock: { now: () => new Date(nowMs), sleep },
    log: new Log((entry) => entries.push(entry)),
    signal: new AbortController().signal,
    limits: { attempts: 3, attemptMs: 200, totalMs: 30_000, backoffMs: 1_000 },
  });
  const notes = await readFile(join(folder, "notified.json"), "utf8").catch(() => "none");
  const said = JSON.stringify(entries) + notes;
  for (const secret of SECRETS) expect(said).not.toContain(secret);
  expect(said).not.toMatch(/127\.0\.0\.1|hooks\.invalid|https?:/);
  return { waits, notes, lines: entries.map(({ level, lines }) => `${level}: ${lines.join(" ")}`) };
}

const warned = (why: RegExp) => [expect.stringMatching(new RegExp(`^warn: ops could not be told: ${why.source}`))];

describe("whatever is wrong with a webhook, it is a warning without its URL", () => {
  it("a name that nobody knows", async () => {
    const lookup = vi.spyOn(dns, "lookup").mockImplementation(((...given: unknown[]) => {
      const answer = given.at(-1) as (error: Error) => void;
      answer(Object.assign(new Error(`getaddrinfo ENOTFOUND hooks.invalid${PLACE}`), { code: "ENOTFOUND" }));
    }) as never);
    const { lines, waits } = await tell({ OPS_URL: `https://hooks.invalid${PLACE}` });
    expect(lines).toEqual(warned(/no connection: ENOTFOUND \(3 attempts\)/));
    expect(waits).toEqual([1_000, 2_000]);
    expect(lookup).toHaveBeenCalledTimes(3);
  });

  it("one that is never found out", async () => {
    vi.spyOn(dns, "lookup").mockImplementation((() => {}) as never);
    const { lines } = await tell({ OPS_URL: `https://hooks.invalid${PLACE}` });
    expect(lines).toEqual(warned(/no answer in time \(3 attempts\)/));
  });

  it("a server that does not speak TLS", async () => {
    const host = await serve((_, response) => void response.end());
    const { lines } = await tell({ OPS_URL: `https://${host}${PLACE}` });
    expect(lines).toEqual(warned(/no connection(: [A-Z0-9_]+)? \(3 attempts\)/));
  });

  it("one that takes the connection and says nothing, or hangs up on it, or does not speak HTTP", async () => {
    for (const [onSocket, why] of [
      [() => {}, /no answer in time/],
      [(socket: { destroy(): void }) => socket.destroy(), /no connection/],
      [(socket: { end(text: string): void }) => socket.end(`SSH-2.0-${SECRETS[0]}\r\n`), /no connection/],
    ] as const) {
      const sockets: { destroy(): void }[] = [];
      const server = createTcpServer((socket) => {
        sockets.push(socket);
        socket.on("error", () => {});
        onSocket(socket);
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const { port } = server.address() as AddressInfo;
      const { lines } = await tell({ OPS_URL: `http://127.0.0.1:${port}${PLACE}` });
      expect(lines).toEqual(warned(new RegExp(`${why.source}.*\\(3 attempts\\)`)));
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it("one that answers with its own words, and those of the URL", async () => {
    const host = await serve((request, response) => {
      response.writeHead(500, { "x-echo": request.url ?? "" }).end(`no: ${request.url} ${SECRETS.join()}`);
    });
    expect((await tell({ OPS_URL: `http://${host}${PLACE}` })).lines).toEqual(warned(/answered 500 \(3 attempts\)/));
  });

  it.each([301, 302, 303, 307, 308])("a redirect by %i: whoever it names never gets the message", async (status) => {
    const seen: string[] = [];
    const elsewhere = await serve((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      response.end();
    });
    const host = await serve((_, response) => {
      response.writeHead(status, { location: `http://${elsewhere}${PLACE}` }).end();
    });
    const { lines } = await tell({ OPS_URL: `http://${host}${PLACE}` });
    expect(lines).toEqual(warned(new RegExp(`answered ${status}, a redirect, which is not followed \\(1 attempt\\)`)));
    expect(seen).toEqual([]);
  });
});

describe("a target in trouble", () => {
  it("is told once its service is back, and then no more", async () => {
    let calls = 0;
    const host = await serve((_, response) => {
      calls += 1;
      response.writeHead(calls <= 3 ? 503 : 204).end();
    });
    const url = { OPS_URL: `http://${host}${PLACE}` };
    expect(await tell(url)).toMatchObject({ notes: "none", lines: warned(/answered 503/) });
    expect((await tell(url)).lines).toEqual(["info: ops: told."]);
    expect(await tell(url)).toMatchObject({ lines: [], waits: [] });
    expect(calls).toBe(4);
  });

  it("is told where the body of its answer never ends", async () => {
    const host = await serve((_, response) => void response.writeHead(200).write("…"));
    expect((await tell({ OPS_URL: `http://${host}${PLACE}` })).lines).toEqual(["info: ops: told."]);
  });

  it("keeps nobody else from being told and noted, not even one whose settings cannot be used at all", async () => {
    const host = await serve((_, response) => void response.end());
    const broken: NotifyTarget = {
      name: "ops",
      to: "sns",
      on: ["always"],
      leastSeverity: "warning",
      // No configuration comes to this; a defect of ours would.
      topicArn: undefined as never,
    };
    const targets = [broken, webhook("other", "OTHER_URL")];
    const { lines, notes } = await tell({ OTHER_URL: `http://${host}${PLACE}` }, targets);
    expect(lines.toSorted()).toEqual(["info: other: told.", ...warned(/its settings cannot be used \(1 attempt\)/)]);
    expect(JSON.parse(notes)).toMatchObject([{ target: "other" }]);
  });

  it("changes nothing of a run, even where there are no words for it", async () => {
    const entries: LogEntry[] = [];
    const surroundings = {
      environment: {},
      clock: systemClock,
      log: new Log((entry) => entries.push(entry)),
      runId: "r",
    };
    const config = { notify: [webhook("ops")], state: { folder }, scopes: [] } as unknown as Config;
    const wordless = { report: { slot: 7 }, paths: {} } as unknown as PublishedReport;
    await tellOfReport(config, wordless, 0, { ...surroundings, signal: new AbortController().signal });
    expect(entries.map(({ level, lines }) => `${level}: ${lines.join(" ")}`)).toEqual([
      "warn: Nobody could be told (TypeError). What came of the run stays as it is. What to do: attached-files run-book trouble-not-told",
    ]);
  });

  it("is told where it cannot be noted, which is a warning", async () => {
    const host = await serve((_, response) => void response.end());
    await rm(folder, { recursive: true });
    await writeFile(folder, "a file");
    const { lines } = await tell({ OPS_URL: `http://${host}${PLACE}` });
    expect(lines).toEqual([
      "info: ops: told.",
      expect.stringMatching(/^warn: What was sent could not be noted in \S+ \(ENOTDIR\): .* not say that it is over/),
    ]);
  });
});
