import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runHere } from "./command-here.ts";

const SECRET = "T000-B000-verysecret";
const ENV = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI" };

let folder = "";
let url = "";
let heard: Map<string, string>;
let calls: number;
let statuses: Record<string, number>;
let close: () => Promise<void>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-notify-"));
  heard = new Map();
  calls = 0;
  statuses = {};
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const name = request.headers["x-amz-target"]?.toString() ?? (request.url ?? "").split("/")[1] ?? "";
    heard.set(name, body);
    calls += 1;
    const status = statuses[name] ?? 200;
    if (name === "") {
      const error =
        "<ErrorResponse><Error><Code>AuthorizationError</Code><Message>no</Message></Error></ErrorResponse>";
      response.writeHead(status, { "content-type": "text/xml" });
      response.end(
        status === 200
          ? "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>"
          : error,
      );
    } else response.writeHead(status).end('{"FailedEntryCount":0,"Entries":[{"EventId":"1"}]}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});
afterEach(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

const webhook = (name: string, format = "slack") =>
  `{ name: ${name}, to: webhook, on: [changes], urlVariable: ${name.toUpperCase()}_URL, format: ${format} }`;

/** The command on these targets, each webhook at its own path; whatever is told holds no URL. */
async function notify(
  targets: readonly string[],
  args: readonly string[] = ["--test"],
  env: Record<string, string> = {},
) {
  const config = join(folder, "attached-files.yaml");
  const section = targets.length === 0 ? "" : `notify:\n${targets.map((target) => `  - ${target}\n`).join("")}`;
  await writeFile(config, `scopes: [{ name: main, region: eu-central-1 }]\n${section}`);
  const urls = Object.fromEntries(
    ["SLACK", "TEAMS", "JSON"].map((name) => [`${name}_URL`, `${url}/${name.toLowerCase()}/${SECRET}`]),
  );
  const ended = await runHere(["notify", "--config", config, ...args], { env: { ...ENV, ...urls, ...env } });
  for (const text of [ended.stdout, ended.stderr]) {
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain("127.0.0.1");
  }
  return { ...ended, lines: ended.stdout.trimEnd().split("\n") };
}

describe("attached-files notify --test", () => {
  it("sends a message that is marked as a test to every target, whatever it wants to hear of, and notes nothing", async () => {
    const aws = `endpoint: "${url}", region: eu-central-1`;
    const topic = `{ name: topic, to: sns, on: [partial], topicArn: "arn:aws:sns:eu-central-1:111122223333:t", ${aws} }`;
    const bus = `{ name: bus, to: event-bridge, on: [failure], ${aws} }`;
    const ended = await notify([webhook("slack"), webhook("teams", "teams"), webhook("json", "json"), topic, bus]);
    expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
    expect(ended.lines).toEqual([
      "delivered  slack  webhook, slack",
      "delivered  teams  webhook, teams",
      "delivered  json   webhook, json",
      "delivered  topic  sns",
      "delivered  bus    event-bridge",
      "5 delivered, 0 failed. See whether it arrived, marked as a TEST.",
    ]);
    expect([...heard.keys()].toSorted()).toEqual(["", "AWSEvents.PutEvents", "json", "slack", "teams"]);
    for (const body of heard.values())
      expect(decodeURIComponent(body)).toMatch(/TEST[ +]message,[ +]nothing[ +]happened/);
    expect(JSON.parse(heard.get("json") ?? "")).toMatchObject({
      event: "test",
      status: "test",
      runId: "test",
      scopes: ["main"],
    });
    expect(await readdir(folder)).toEqual(["attached-files.yaml"]);
  });

  it("tells of each what came of it and what to do, and ends with 4 where one could not be reached", async () => {
    statuses = { slack: 404, teams: 302, json: 400, "": 403 };
    const topic = `{ name: topic, to: sns, on: [partial], topicArn: "arn:aws:sns:eu-central-1:111122223333:t", endpoint: "${url}" }`;
    const ended = await notify([webhook("slack"), webhook("teams", "teams"), webhook("json", "json"), topic]);
    expect(ended.exitCode).toBe(4);
    const hint = "What to do: attached-files run-book trouble-not-told";
    expect(ended.lines).toEqual([
      "failed     slack  answered 404",
      `                  → The webhook is not there any more, or its URL is not whole: make a new one, and put its URL into SLACK_URL. ${hint}`,
      "failed     teams  answered 302, a redirect, which is not followed",
      `                  → Put the URL that it leads to into TEAMS_URL, if you trust it. ${hint}`,
      "failed     json   answered 400",
      `                  → It does not take such a message: look whether 'format: json' is what listens at the URL in JSON_URL. ${hint}`,
      "failed     topic  AccessDeniedException",
      `                  → Allow sns:Publish: 'attached-files permissions' prints the policy. ${hint}`,
      "0 delivered, 4 failed.",
    ]);
  });

  it("makes one attempt, and tells one target where it is named", async () => {
    statuses = { teams: 503 };
    const troubled = await notify([webhook("slack"), webhook("teams", "teams")], ["--test", "--to", "teams"]);
    expect(troubled).toMatchObject({
      exitCode: 4,
      lines: [
        expect.stringContaining("answered 503"),
        expect.stringContaining("try again later"),
        "0 delivered, 1 failed.",
      ],
    });
    expect(calls).toBe(1);
    await close();
    close = async () => {};
    const ended = await notify([webhook("slack"), webhook("teams", "teams")], ["--test", "--to", "teams"]);
    expect(ended).toMatchObject({
      exitCode: 4,
      lines: [
        expect.stringContaining("teams  no connection"),
        expect.stringContaining("Look at the host in TEAMS_URL"),
        expect.stringMatching(/^0 delivered, 1 failed/),
      ],
    });
  });

  it("ends with 2 for a mistake, and tells the others all the same", async () => {
    const ended = await notify([webhook("slack"), webhook("teams", "teams")], ["--test"], {
      SLACK_URL: `ftp://h/${SECRET}`,
    });
    expect(ended.exitCode).toBe(2);
    expect(ended.lines[0]).toMatch(
      /^failed {5}slack {2}environment variable SLACK_URL: expected .*, received something else$/,
    );
    expect([...heard.keys()]).toEqual(["teams"]);
  });

  it.each([
    [[], ["--test"], /notify: expected at least one target in the configuration, .*, received none/],
    [["slack"], ["--test", "--to", "slak"], /--to: expected one of slack, received "slak"/],
    [["slack"], [], /^notify: expected --test, received no flag\./],
  ])("refuses targets %j with %j", async (names, args, told) => {
    const ended = await notify(
      names.map((name) => webhook(name)),
      args,
    );
    expect(ended).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringMatching(told) });
    expect(heard.size).toBe(0);
  });
});
