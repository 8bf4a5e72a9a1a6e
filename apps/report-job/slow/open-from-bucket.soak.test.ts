import { execFile, spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { BUCKET } from "@attached-files/test-bucket";
import { expect, it, onTestFinished } from "vitest";
import { KEYS, newYard } from "./machines.ts";

const PAGE = new URL("../../../docs/deploy/buckets.md", import.meta.url);
const HAS_PROGRAMS = ["aws", "jq"].every((program) => spawnSync(program, ["--version"]).status === 0);

/** The commands of a section of the page, one below the other. */
async function commandsOf(section: string): Promise<string> {
  const page = await readFile(PAGE, "utf8");
  const text = page.split(/^## /m).find((each) => each.startsWith(`${section}\n`)) ?? "";
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, code]) => code ?? "").join("");
}

// The AWS CLI, and jq, are those of whoever follows the page.
it.skipIf(!HAS_PROGRAMS)(
  "the page of the newest report is fetched from its bucket as the guide tells it, and read by a link",
  async () => {
    const yard = await newYard(5);
    onTestFinished(() => yard.clear());
    const s3 = { bucket: BUCKET, prefix: "attached-files/", region: "us-east-1", endpoint: yard.bucket.endpoint };
    const machine = await yard.machine("one", { more: { publish: { s3 } } });
    for (const slot of ["older", "newer"])
      expect(await machine.run("run", "--slot", slot)).toMatchObject({ exitCode: 0 });
    const place = {
      AWS_ENDPOINT_URL_S3: yard.bucket.endpoint,
      AWS_REGION: "us-east-1",
      AWS_DEFAULT_REGION: "us-east-1",
    };
    const env = { ...process.env, ...KEYS, ...place, BUCKET };
    const script = `set -euo pipefail\n${await commandsOf("Open the page of the newest report")}`;
    const { stdout } = await promisify(execFile)("bash", ["-c", script], { cwd: machine.folder, env });

    const page = await readFile(join(machine.report, "report.html"), "utf8");
    expect(await readFile(join(machine.folder, "report/report.html"), "utf8")).toBe(page);
    const link = stdout.split("\n").find((line) => line.startsWith("http")) ?? "";
    const answer = await fetch(link);
    expect(answer.headers.get("content-type")).toContain("text/html");
    expect(await answer.text()).toBe(page);
  },
);
