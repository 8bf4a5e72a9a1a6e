import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { firstLine, start } from "./attached-files-process.ts";
import { runHere } from "./command-here.ts";

interface Served {
  readonly line: Readonly<Record<string, string | number>>;
  post(path: string, body: unknown): Promise<Response>;
  /** Asks it to end, and waits until it has. */
  end(): Promise<number | null>;
  /** Waits until it has ended by itself, or been ended by another. */
  ended(): Promise<number | null>;
}

async function folderFor(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "fake-command-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function serve(...flags: readonly string[]): Promise<Served> {
  const child = start(["fake", "--port", "0", "--cases", "20", ...flags]);
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "close");
  const line = JSON.parse(await firstLine(child)) as Served["line"];
  return {
    line,
    post: (path, body) =>
      fetch(`${line.url}${path}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      }),
    ended: async () => {
      const [exitCode] = (await ended) as [number | null];
      return exitCode;
    },
    end: async () => {
      child.kill("SIGTERM");
      const [exitCode] = (await ended) as [number | null];
      return exitCode;
    },
  };
}

const CASE = {
  templateId: "t",
  fields: [
    { id: "title", value: { stringValue: "Window" } },
    { id: "customer_id", value: { stringValue: "arn:aws:profile:eu-central-1:111122223333:domains/d/profiles/p" } },
  ],
};

describe("attached-files fake", () => {
  it("keeps its state in a file from one start to the next", async () => {
    const state = join(await folderFor(), "fake.ndjson");
    const first = await serve("--state", state);
    const url = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(first.line).toMatchObject({ cases: 20, stateFile: state, seed: 1, url, region: "eu-central-1" });
    const searched = await first.post(`/domains/${first.line.domainId}/cases-search`, {});
    expect(await searched.json()).toMatchObject({ totalCount: 20 });
    const created = await first.post(`/domains/${first.line.domainId}/cases`, CASE);
    const { caseId } = (await created.json()) as { caseId: string };
    expect(await first.end()).toBe(0);
    const second = await serve("--state", state);
    const { domainId, instanceId, files } = first.line;
    expect(second.line).toMatchObject({ domainId, instanceId, files, cases: 21 });
    expect(second.line).not.toHaveProperty("seed");
    const items = await second.post(`/domains/${domainId}/cases/${caseId}/related-items-search`, {});
    expect(await items.json()).toEqual({ relatedItems: [] });
    expect(await second.end()).toBe(0);
  });

  it("refuses a state file that is none, and leaves it as it is", async () => {
    const state = join(await folderFor(), "notes.txt");
    await writeFile(state, "mine\n");
    const { exitCode, stderr } = await runHere(["fake", "--port", "0", "--state", state]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`${state}, line 1: it does not begin with`)]);
    expect(stderr).toContain("Move the file away");
    expect(await readFile(state, "utf8")).toBe("mine\n");
  });

  it("refuses a state file that cannot be written, before it serves", async () => {
    const { exitCode, stdout, stderr } = await runHere(["fake", "--port", "0", "--state", "/nowhere/fake.ndjson"]);
    expect([exitCode, stdout, stderr]).toEqual([2, "", expect.stringContaining("/nowhere/fake.ndjson")]);
  });

  it("tells its process, so that a script can end it", async () => {
    const { line, ended } = await serve();
    // Once: a second signal would end it at once, with another code.
    process.kill(Number(line.pid), "SIGTERM");
    expect(await ended()).toBe(0);
  });

  it("throttles as AWS does with --quotas aws", async () => {
    const { post, line } = await serve("--quotas", "aws");
    const statuses = await Promise.all(
      Array.from({ length: 40 }, async () => (await post(`/domains/${line.domainId}`, {})).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
  });

  it("takes only its keys with --keys, and its faults from the start with --faults", async () => {
    const folder = await folderFor();
    const keys = join(folder, "keys.json");
    const faults = join(folder, "faults.json");
    await writeFile(keys, JSON.stringify([{ accessKeyId: "KEY", secretAccessKey: "secret" }]));
    await writeFile(faults, JSON.stringify([{ operation: "GetDomain", error: "InternalServerException" }]));
    const signed = await serve("--keys", keys);
    const answer = await signed.post("/domains-list", {});
    expect([answer.status, answer.headers.get("x-amzn-ErrorType")]).toEqual([
      403,
      "MissingAuthenticationTokenException",
    ]);
    const faulty = await serve("--faults", faults);
    const path = `/domains/${faulty.line.domainId}`;
    expect([(await faulty.post(path, {})).status, (await faulty.post(path, {})).status]).toEqual([500, 200]);
  });

  it.each([
    ["--keys", "no.json", undefined, "cannot be read as JSON"],
    ["--keys", "keys.json", "{}", "must hold a list"],
    ["--keys", "keys.json", '[{"accessKeyId":"K"}]', "secretAccessKey"],
    ["--faults", "faults.json", '[{"error":"Oops"}]', "error"],
    ["--scan-ms", "soon", undefined, "--scan-ms"],
    ["--quotas", "mine", undefined, "aws, none"],
  ])("says what is wrong with %s %s", async (flag, name, text, told) => {
    const path = flag.endsWith("s") && name.endsWith(".json") ? join(await folderFor(), name) : name;
    if (text !== undefined) await writeFile(path, text);
    const { exitCode, stdout, stderr } = await runHere(["fake", "--port", "0", flag, path]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(told);
    expect(stderr).not.toContain("    at ");
  });
});
