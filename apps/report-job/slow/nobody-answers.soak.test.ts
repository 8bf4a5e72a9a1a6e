import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { endOf, start } from "./attached-files-process.ts";
import { runHere } from "./command-here.ts";
import { BATCH, caseArn, type Desk, INSTANCE, newDesk } from "./desk.ts";
import { type Listeners, listen } from "./listeners.ts";

const FILES = 40;

let desk: Desk;
let listeners: Listeners;
let host: string;
let requests: number;
let close: () => void;
beforeEach(async () => {
  desk = await newDesk(FILES);
  listeners = await listen();
  requests = 0;
  const sockets = new Set<Socket>();
  const silent = createTcpServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    socket.once("data", () => {
      requests += 1;
    });
  });
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
  close = () => {
    for (const socket of sockets) socket.destroy();
    silent.close();
  };
});
afterEach(async () => {
  close();
  await listeners.close();
  await desk.clear();
});

/** The command's arguments; of a list unless the domains are to be searched. */
async function args(endpoint: string, slot: string, change: object = {}, ...more: readonly string[]) {
  const rows = Array.from({ length: FILES }, (_, file) => `${INSTANCE},${caseArn(file % 20)},f-${file}`);
  const list = ["instance_id,associated_resource_arn,file_id", ...rows].join("\n");
  await writeFile(join(desk.folder, "list.csv"), list);
  const scope = { name: "main", region: "eu-central-1", endpoint, quota: { requestsPerSecond: "unlimited" } };
  const config = join(desk.folder, "attached-files.json");
  const settings = {
    scopes: [{ ...scope, references: "list.csv", ...change }],
    state: { folder: join(desk.folder, "state") },
    report: { folder: join(desk.folder, "report") },
    rules: { learnLimits: false },
    notify: [{ name: "ops", to: "webhook", on: ["partial", "failure"], urlVariable: "OPS_URL", format: "json" }],
  };
  await writeFile(config, JSON.stringify(settings));
  return ["run", "--config", config, "--slot", slot, ...more];
}
const env = () => ({ OPS_URL: `${listeners.url}/ops` });
const told = () => JSON.parse(listeners.heard.get("/ops") ?? "null") as unknown;
const lastLine = (text: string) => text.trimEnd().split("\n").at(-1);

describe("a service that takes connections and answers nothing, until the time box is over", () => {
  it.each([
    ["searched", { references: undefined }, "ListDomains"],
    ["asked for files", {}, BATCH],
  ])("while it is %s, is told as nobody's answer, with its host, and not as the time", async (_, change, operation) => {
    const ended = await runHere(await args(`http://${host}`, "a", change, "--time-box", "9s"), { env: env() });
    expect(ended.exitCode).toBe(4);
    expect(requests).toBeGreaterThan(0);
    const words = `nothing answered in \\d+ s from ${host}; then the time for (the search of )?this run ended`;
    expect(ended.stdout).toMatch(new RegExp(`What ended the run early: SourceTimeout: ${words}`));
    expect(lastLine(ended.stderr)).toContain("run-book error-source-timeout");
    expect(told()).toMatchObject({
      title: "attached-files: run failed, nothing answered (exit 4), slot a: SourceTimeout",
      trouble: [{ code: "SourceTimeout", operation, text: expect.stringMatching(new RegExp(`^${words}$`)) }],
      runBook: expect.arrayContaining(["error-source-timeout", "exit-code-4"]),
      firstStep: expect.stringMatching(/^Look at the host that is asked \(region and endpoint/),
    });
    expect(JSON.stringify(told())).not.toMatch(/TimeBox|time-box/);
    // The same slot, once somebody answers.
    const again = await runHere(await args(desk.server.url, "b", change), { env: env() });
    expect(again).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`${FILES} files known`) });
  });

  it("takes nothing away where another place had answered before, and says so of both", async () => {
    expect(await runHere(await args(desk.server.url, "a"), { env: env() })).toMatchObject({ exitCode: 0 });
    const ended = await runHere(await args(`http://${host}`, "b", {}, "--time-box", "9s"), { env: env() });
    expect(ended).toMatchObject({ exitCode: 4, stdout: "" });
    expect(ended.stderr).toMatch(
      new RegExp(`none was answered: SourceTimeout: nothing answered in \\d+ s from ${host}.*at another place than`),
    );
    expect(ended.stderr).toContain(`What was known before stands: ${FILES} files.`);
    expect(told()).toMatchObject({ trouble: [{ runBook: "error-source-timeout" }] });
    const mended = await runHere(await args(desk.server.url, "b"), { env: env() });
    expect(mended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`${FILES} carried`) });
  });
});

it("a run that is asked to end while nobody answers says so, with the section about that", async () => {
  const child = start(await args(`http://${host}`, "a"), { env: env() });
  await expect.poll(() => requests, { timeout: 30_000 }).toBeGreaterThan(0);
  child.kill("SIGTERM");
  const ended = await endOf(child);
  expect(ended.exitCode).toBe(3);
  expect(lastLine(ended.stderr)).toMatch(
    new RegExp(
      `goes on with slot a\\. Before that, nothing answered in \\d+ s from ${host}\\. .*error-source-timeout$`,
    ),
  );
});

it("a service that throttles every request is told as throttling, and neither as silence nor as the time", async () => {
  const throttling = createServer((_, response) => {
    response.writeHead(429, { "x-amzn-errortype": "ThrottlingException" }).end('{"message":"Rate exceeded"}');
  });
  await new Promise<void>((resolve) => throttling.listen(0, "127.0.0.1", resolve));
  const { port } = throttling.address() as AddressInfo;
  const ended = await runHere(await args(`http://127.0.0.1:${port}`, "a", {}, "--time-box", "6s"), { env: env() });
  throttling.closeAllConnections();
  throttling.close();
  expect(ended.exitCode).toBe(4);
  expect(ended.stdout + ended.stderr).not.toContain("nothing answered in");
  expect(told()).toMatchObject({
    title: "attached-files: run failed, nothing answered (exit 4), slot a: ThrottlingException",
    trouble: [
      {
        code: "ThrottlingException",
        operation: BATCH,
        text: expect.stringMatching(
          new RegExp(
            `^(\\d+) of \\1 requests? of ${BATCH} (was|were) throttled, and no file was answered; then [^;]*$`,
          ),
        ),
      },
    ],
    runBook: expect.arrayContaining(["error-throttling", "exit-code-4"]),
  });
  expect(JSON.stringify(told())).not.toMatch(/TimeBox|time-box/);
});
