import { readFile, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "./attached-files-process.ts";
import { otlpReceiver } from "./otlp-receiver.ts";
import { useWatchedDesk } from "./watched-desk.ts";

const here = useWatchedDesk();
const { config, collector } = here;

describe("a collector that is not well", () => {
  const TOLD = /Not all of what was measured got to the collector of OpenTelemetry \(([^)]*)\)/g;

  async function runWith(env: Record<string, string>) {
    const since = performance.now();
    const ended = await run(["run", "--config", await config()], { env });
    return { ...ended, ms: performance.now() - since, told: [...ended.stderr.matchAll(TOLD)].map(([, why]) => why) };
  }

  it("that is dead changes nothing of the run, and is one warning", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://user:pa55word@127.0.0.1:${port}` };
    const { exitCode, stdout, stderr, told, ms } = await runWith(env);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("60 files known: 60 retrieved");
    expect(told).toEqual([expect.stringMatching(/^metrics: .*; traces: /)]);
    expect(stderr).not.toContain("pa55word");
    expect(ms).toBeLessThan(30_000);
  });

  it("that takes everything and answers nothing is waited for as long as OTEL_EXPORTER_OTLP_TIMEOUT says", async () => {
    const silent = await otlpReceiver({ never: true });
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: silent.url, OTEL_EXPORTER_OTLP_TIMEOUT: "400" };
    const { exitCode, told, ms } = await runWith(env);
    await silent.close();
    expect({ exitCode, told: told.length }).toEqual({ exitCode: 0, told: 1 });
    expect(ms).toBeLessThan(20_000);
  });

  it("that refuses is told by its number, without its words", async () => {
    const refusing = await otlpReceiver({ status: 401 });
    const { exitCode, told } = await runWith({ OTEL_EXPORTER_OTLP_ENDPOINT: refusing.url });
    await refusing.close();
    expect({ exitCode, told }).toEqual({ exitCode: 0, told: ["metrics: HTTP 401; traces: HTTP 401"] });
  });

  it("whose protocol nobody here speaks is one line, and nothing is sent", async () => {
    const { exitCode, stderr } = await runWith(collector({ OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }));
    expect(exitCode).toBe(0);
    expect(stderr).toContain("OTEL_EXPORTER_OTLP_PROTOCOL: expected 'http/protobuf' or 'http/json', received \"grpc\"");
    expect(here.receiver.requests).toEqual([]);
  });
});

/** Writes down which modules of OpenTelemetry a process loads, and which ports it goes to. */
const SPY = `
import { registerHooks } from "node:module"; import { appendFileSync } from "node:fs"; import { subscribe } from "node:diagnostics_channel";
const note = (line) => appendFileSync(process.env.SPY_FILE, line + "\\n");
registerHooks({ load(url, context, next) { if (/opentelemetry/.test(url)) note("module " + url); return next(url, context); } });
subscribe("net.client.socket", ({ socket }) => socket.on("connectionAttempt", (_, port) => note("port " + port)));
`;

async function spied(env: Record<string, string>) {
  const file = join(here.desk.folder, "spied.txt");
  await writeFile(file, "");
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(SPY)}`;
  const { exitCode } = await run(["run", "--config", await config()], {
    env: { ...env, SPY_FILE: file, NODE_OPTIONS },
  });
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  const own = new URL(here.desk.server.url).port;
  const ports = new Set(lines.filter((line) => line.startsWith("port ")).map((line) => line.slice(5)));
  expect(ports.delete(own)).toBe(true);
  return { exitCode, modules: lines.filter((line) => line.startsWith("module ")).length, ports: [...ports] };
}

describe("a run that nobody watches", () => {
  it.each([
    ["without a variable", {}],
    ["with a name alone", { OTEL_SERVICE_NAME: "x" }],
    ["with an SDK that is disabled", { OTEL_SDK_DISABLED: "true", OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9" }],
    ["with exporters that are none", { OTEL_METRICS_EXPORTER: "none", OTEL_TRACES_EXPORTER: "none" }],
  ])("loads no module of OpenTelemetry and opens no socket, %s", async (_, env) => {
    expect(await spied(env)).toEqual({ exitCode: 0, modules: 0, ports: [] });
  });

  it("and one that is watched does both, so that this can be seen", async () => {
    const seen = await spied(collector());
    expect(seen.modules).toBeGreaterThan(10);
    expect(seen.ports).toEqual([new URL(here.receiver.url).port]);
  });
});
