import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { BUCKET } from "@attached-files/test-bucket";
import { expect, it, onTestFinished } from "vitest";
import { environmentOf } from "./lambda-environment.ts";
import { KEYS, newYard } from "./machines.ts";

const execute = promisify(execFile);
const ROOT = resolve(import.meta.dirname, "../../..");
/** Of all that is unpacked, in bytes. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (read 2026-11) */
const MOST_BYTES = 262_144_000;

it("the zip that the script makes is a function that runs, and is far from what Lambda takes at most", async () => {
  const yard = await newYard(6);
  onTestFinished(() => yard.clear());
  const { folder } = yard.desk;
  const config = join(folder, "job.yaml");
  const bucket = { bucket: BUCKET, region: "us-east-1", endpoint: yard.bucket.endpoint };
  const scope = { name: "main", region: "eu-central-1", endpoint: yard.desk.server.url };
  await writeFile(config, JSON.stringify({ scopes: [scope], state: { s3: bucket }, publish: { s3: bucket } }));
  const out = join(folder, "function.zip");
  const make = [join(ROOT, "deploy/lambda/make-zip.mjs"), "--config", config, "--arch", process.arch, "--out", out];
  const made = JSON.parse((await execute(process.execPath, make, { cwd: folder })).stdout) as Record<string, unknown>;

  const code = join(folder, "code");
  await execute("unzip", ["-q", out, "-d", code]);
  const names = await readdir(code, { recursive: true });
  const sizes = await Promise.all(names.map((name) => stat(join(code, name))));
  const bytes = sizes.reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
  expect(made).toMatchObject({ bytes, handler: "index.handler", zipBytes: (await stat(out)).size });
  expect(bytes).toBeLessThan(MOST_BYTES / 2);
  expect(names.filter((name) => /(^|\/)(vitest|typescript|dist-es)(\/|$)/.test(name))).toEqual([]);

  const variables = { ...KEYS, ATTACHED_FILES_CONFIG: "job.yaml" };
  const environment = await environmentOf(code, join(folder, "tmp"), variables);
  onTestFinished(() => environment.end());
  expect(await environment.invoke({ slot: "2026-11-24T06:00:00Z" }, 120_000)).toMatchObject({
    kind: "result",
    result: { status: "complete", files: 6, report: { bucket: expect.stringContaining("s3://reports/") } },
  });

  // On one's own machine, as the page tells it.
  const page = await readFile(join(ROOT, "docs/deploy/lambda.md"), "utf8");
  const tryIt = [...page.matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)].find(([, text]) =>
    text?.includes("try-the-zip"),
  )?.[1];
  const script = (tryIt ?? "exit 9").replaceAll(/^ {3}/gm, "").replace("attached-files-lambda.zip", "function.zip");
  const env = { ...process.env, ...variables, TMPDIR: join(folder, "own-tmp") };
  await mkdir(env.TMPDIR);
  const { stdout } = await execute("bash", ["-ec", script], { cwd: folder, env });
  expect(JSON.parse(stdout)).toMatchObject({ status: "complete", slot: "first-try", goesOn: false, files: 6 });
});

it("no zip is made of a configuration that the function would refuse", async () => {
  const yard = await newYard(1);
  onTestFinished(() => yard.clear());
  const config = join(yard.desk.folder, "job.yaml");
  await writeFile(config, "scopess: []\n");
  const make = [join(ROOT, "deploy/lambda/make-zip.mjs"), "--config", config, "--arch", process.arch];
  const refused = await execute(process.execPath, make, { cwd: yard.desk.folder }).catch((error) => error);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/^No zip was made: .*scopess/s) });
  expect(refused.stderr).not.toMatch(/^\s+at /m);
});
