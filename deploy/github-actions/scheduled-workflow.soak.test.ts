import { execFile } from "node:child_process";
import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { createFakeConnect, type FakeServer } from "@attached-files/adapters/fake";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWorkflow } from "./read-workflow.ts";

const execute = promisify(execFile);
const ROOT = resolve(import.meta.dirname, "../..");

let folder: string;
let server: FakeServer;

/** Packs a package as docs/deploy/README.md tells, into the folder where the workflow looks for it. */
async function pack(name: string): Promise<void> {
  const running = process.env.npm_execpath ?? "";
  const [command = "", ...first] = /pnpm[^/]*$/.test(running) ? [running] : ["npx", "--yes", "pnpm@12.21.0"];
  const args = ["--filter", `@attached-files/${name}`, "pack", "--pack-destination", join(folder, "packages")];
  await execute(command, [...first, ...args], { cwd: ROOT, maxBuffer: 1 << 26 });
}

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "attached-files-workflow-")));
  const fake = createFakeConnect();
  fake.seed({ seed: 1, cases: 30 });
  server = await fake.listen();
  for (const name of ["core", "adapters", "report-job"]) await pack(name);
  const scope = `{ name: main, region: eu-central-1, endpoint: "${server.url}", quota: { requestsPerSecond: unlimited } }`;
  await writeFile(join(folder, "attached-files.yaml"), `scopes: [${scope}]\n`);
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

describe("the workflow that makes the report", () => {
  it("installs the command from its tarballs, and makes the report that it uploads", async () => {
    const text = await readFile(new URL("attached-files.yml", import.meta.url), "utf8");
    const { jobs } = await readWorkflow("attached-files.yml", text);
    const steps = jobs.report?.steps ?? [];
    const scripts = steps.flatMap(({ run }) => run ?? []);
    expect(scripts).toHaveLength(2);
    const prefix = join(folder, "npm");
    const path = [join(prefix, "bin"), dirname(process.execPath), process.env.PATH ?? ""].join(delimiter);
    const aws = {
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_EC2_METADATA_DISABLED: "true",
    };
    const env = { ...process.env, ...aws, PATH: path, npm_config_prefix: prefix };
    // As a runner starts them.
    for (const script of scripts) await execute("bash", ["-e", "-o", "pipefail", "-c", script], { cwd: folder, env });
    const uploaded = String(steps.at(-1)?.with?.path);
    expect(await readFile(join(folder, uploaded, "summary.md"), "utf8")).toContain("**Complete.**");
  });
});
