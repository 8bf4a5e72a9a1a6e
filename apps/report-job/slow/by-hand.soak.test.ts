import { execFile, spawnSync } from "node:child_process";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { BUCKET } from "@attached-files/test-bucket";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { headText } from "../src/state-on-s3/head.ts";
import { runHere } from "./command-here.ts";
import { KEYS, type Machine, newYard, PREFIX, type Yard } from "./machines.ts";

const PAGE = new URL("../../../docs/deploy/state-on-s3.md", import.meta.url);
const run = promisify(execFile);
/** Whether aws is one that knows conditions of writes, and jq is there. */
const HAS_PROGRAMS =
  spawnSync("aws", ["s3api", "put-object", "--generate-cli-skeleton"]).stdout?.includes('"IfMatch"') === true &&
  spawnSync("jq", ["--version"]).status === 0;
const LEASE = {
  ...{ holder: "00000000-0000-4000-8000-000000000000", host: "gone", pid: 1, leaseSeconds: 3600 },
  ...{ since: "2026-11-24T06:00:00Z", until: "2026-11-24T07:00:00Z" },
};

let yard: Yard;
let machine: Machine;
beforeAll(async () => {
  yard = await newYard(5);
  machine = await yard.machine("one");
  expect(await command("run")).toMatchObject({ exitCode: 0 });
});
afterAll(() => yard.clear());

const command = (...args: string[]) =>
  runHere([...args, "--config", join(machine.folder, "attached-files.yaml")], { env: KEYS });
const putHead = (text: string) =>
  yard.store.putText(`${PREFIX}head.json`, text, { contentType: "application/json", metadata: {} });

/** Runs the commands of a section of the page, in a folder of their own, against the yard's bucket. */
async function byHand(section: string, variables: Record<string, string> = {}, path = ""): Promise<string> {
  const page = await readFile(PAGE, "utf8");
  const text = page.slice(page.indexOf(`## By hand: ${section}`)).split(/^## /m)[1] ?? "";
  const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, code]) => code ?? "");
  const script = `set -eo pipefail\n${blocks.join("").replace(/^export STATE_BUCKET=.*\n/m, "")}`;
  const env = {
    ...{
      ...process.env,
      ...KEYS,
      PATH: `${path}${process.env.PATH}`,
      AWS_REGION: "us-east-1",
      AWS_DEFAULT_REGION: "us-east-1",
    },
    ...{
      AWS_ENDPOINT_URL_S3: yard.bucket.endpoint,
      STATE_BUCKET: BUCKET,
      STATE_PREFIX: PREFIX.slice(0, -1),
      ...variables,
    },
  };
  const cwd = join(machine.folder, section.replaceAll(" ", "-"));
  await mkdir(cwd, { recursive: true });
  return (await run("bash", ["-c", script], { cwd, env })).stdout;
}

// The AWS CLI, and jq, are those of whoever follows the page.
describe.skipIf(!HAS_PROGRAMS)("by hand, as the page tells it", () => {
  it("a lease is ended, and what the state holds stays", async () => {
    const before = await yard.head();
    await putHead(headText({ revision: 7, lease: LEASE, files: before?.files ?? [] }));
    expect(await command("run")).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("process 1 on gone") });
    expect(await byHand("ending a lease")).toContain('"host": "gone"');
    expect(await yard.head()).toMatchObject({ revision: 8, lease: null, files: before?.files });
    expect(await command("run")).toMatchObject({ exitCode: 0 });
  });

  it("an older version of the head becomes the head, and its objects are brought back first", async () => {
    const now = await yard.head();
    const old = headText({ revision: 1, lease: null, files: now?.files ?? [] });
    // The server has no versions: those calls are answered here, the others by the CLI.
    const bin = join(machine.folder, "bin");
    await mkdir(bin);
    await writeFile(join(bin, "old.json"), old);
    await writeFile(join(bin, "leased.json"), headText({ revision: 2, lease: LEASE, files: now?.files ?? [] }));
    const cli = (await run("bash", ["-c", "type -P aws"])).stdout.trim();
    const script = `#!/usr/bin/env bash
case "$*" in
*list-object-versions*head.json*) printf '2026-11-24T07:00:00Z\tLEASED\n2026-11-24T06:00:00Z\tOLD\n2026-11-23T06:00:00Z\tOLDER\n' ;;
*list-object-versions*) echo MARKER ;;
*delete-object*) echo "$@" >> "${bin}/removed.txt" ;;
*get-object*OLD*) cp "${bin}/old.json" "\${@: -1}" ;;
*get-object*LEASED*) cp "${bin}/leased.json" "\${@: -1}" ;;
*) exec "${cli}" "$@" ;;
esac
`;
    await writeFile(join(bin, "aws"), script);
    await chmod(join(bin, "aws"), 0o755);
    const told = await byHand("going back to an older version", {}, `${bin}:`);
    expect(told.match(/^\S+Z \S+$/gm)).toEqual(["2026-11-24T06:00:00Z OLD", "2026-11-23T06:00:00Z OLDER"]);
    expect(await yard.head()).toMatchObject({ revision: (now?.revision ?? 0) + 1, lease: null, files: now?.files });
    const removed = (await readFile(join(bin, "removed.txt"), "utf8")).trim().split("\n");
    const keys = (now?.files ?? []).flatMap(({ pieces }) => pieces.map(({ key }) => `${PREFIX}${key}`));
    expect(removed).toEqual(keys.map((key) => expect.stringContaining(`--key ${key} --version-id MARKER`)));
    expect(await command("run")).toMatchObject({ exitCode: 0 });
  });
});
