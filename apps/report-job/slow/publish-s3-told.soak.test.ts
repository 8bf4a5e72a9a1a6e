import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BUCKET, CREDENTIALS, serveBucket, type TestBucket } from "@attached-files/test-bucket";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { runHere } from "./command-here.ts";
import { type Desk, newDesk } from "./desk.ts";
import { type Listeners, listen } from "./listeners.ts";

const KEYS = { AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId, AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey };
const NAMES = ["alerts", "ops", "all"] as const;

let desk: Desk;
let bucket: TestBucket;
let listeners: Listeners;
let config: string;
beforeEach(async () => {
  desk = await newDesk(30);
  bucket = await serveBucket();
  listeners = await listen();
  for (const [name, value] of Object.entries(KEYS)) vi.stubEnv(name, value);
  config = join(desk.folder, "attached-files.yaml");
  const quota = { requestsPerSecond: "unlimited" };
  const s3 = { bucket: BUCKET, prefix: "team", region: "us-east-1", endpoint: bucket.endpoint };
  const target = (name: string, on: string) => ({ name, to: "webhook", on: [on], urlVariable: `${name}_URL` });
  await writeFile(
    config,
    JSON.stringify({
      scopes: [{ name: "main", region: "eu-central-1", endpoint: desk.server.url, quota }],
      publish: { s3 },
      policy: [{ name: "any", rule: "files > 0", severity: "critical" }],
      notify: [target("alerts", "policy"), target("ops", "failure"), target("all", "always")],
    }),
  );
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await listeners.close();
  await bucket.close();
  await desk.clear();
});

/** The command, and what each target was told meanwhile. */
async function told(...args: string[]) {
  listeners.forget();
  const urls = Object.fromEntries(NAMES.map((name) => [`${name}_URL`, `${listeners.url}/${name}`]));
  const { exitCode, stderr } = await runHere([...args, "--config", config], { env: { ...KEYS, ...urls } });
  const messages = NAMES.flatMap((name) => {
    const body = listeners.heard.get(`/${name}`);
    return body === undefined ? [] : [[name, JSON.parse(body)] as const];
  });
  return { exitCode, stderr, calls: listeners.calls(), messages: Object.fromEntries(messages) };
}

it("where publishing is denied, each is told once, of the denial and of the report alike, and of no threshold again", async () => {
  bucket.refuse((request) => (request.startsWith("PUT") ? { status: 403, code: "AccessDenied" } : undefined));
  const denied = await told("run", "--slot", "2026-11-24");
  expect(denied.exitCode).toBe(4);
  expect(denied.calls).toBe(3);
  for (const name of NAMES) {
    expect(denied.messages[name], name).toMatchObject({
      title: `attached-files: complete, report not published (exit 4), slot 2026-11-24: reports in bucket ${BUCKET}: AccessDeniedException; critical: any crossed`,
      exitCode: 4,
      status: "failed",
      unpublished: {
        bucket: BUCKET,
        place: `s3://${BUCKET}/team/reports/2026-11-24/`,
        status: "complete",
        exitCode: 5,
      },
      published: null,
      crossed: [{ name: "any" }],
      numbers: { files: 30 },
      page: join(desk.folder, "attached-files-report", "2026-11-24", "report.html"),
    });
  }
  const read = async (...path: string[]) => JSON.parse(await readFile(join(desk.folder, ...path), "utf8"));
  const report = await read("attached-files-report", "2026-11-24", "report.json");
  const notes = await read("attached-files-state", "notified.json");
  for (const note of notes) expect(note.startedAt).toBe(report.scopes[0].run.startedAt);
  expect(await told("report")).toMatchObject({ exitCode: 4, calls: 0 });
  bucket.refuse(() => undefined);
  const mended = await told("report");
  expect(mended.exitCode).toBe(5);
  expect(Object.keys(mended.messages)).toEqual(["ops", "all"]);
  expect(mended.messages.ops).toMatchObject({ exitCode: 5, unpublished: null, recovery: { toldAs: "not-published" } });
  const { place } = mended.messages.ops.published;
  expect(place).toMatch(new RegExp(`^s3://${BUCKET}/team/reports/2026-11-24/[^/]+/$`));
  const page = `/${BUCKET}/${place.replace(`s3://${BUCKET}/`, "")}report.html`;
  expect(bucket.requests.some((request) => request.startsWith(`PUT ${page}`))).toBe(true);
});
