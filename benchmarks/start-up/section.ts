import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { INSTANCE_ID, requestOf, workload } from "../call-path/workload.ts";
import { runArguments, writeReferences } from "../engine/whole-run.ts";
import { startServer } from "../shared/processes.ts";
import type { Findings, Section, Size } from "../shared/section.ts";
import { median, ratiosOf } from "../shared/spread.ts";

const COMMAND = fileURLToPath(new URL("../../apps/report-job/dist/main.js", import.meta.url));
const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const ROUNDS = { quick: 2, full: 9, large: 9 };
const RUN = "attached-files run, 1,000 files, with its report";
const CALLS_OF_A_THOUSAND_FILES = 296;

export const startUp: Section = {
  name: "start-up",
  sizes: ["quick", "full"],
  measure,
};

async function measure(size: Size, say: (line: string) => void): Promise<Findings> {
  const rounds = ROUNDS[size];
  const server = await startServer(path("../call-path/neutral-server.ts"));
  const folder = await mkdtemp(join(tmpdir(), "attached-files-start-"));
  try {
    const { associatedResourceArn, fileIds } = requestOf(workload("skewed", 1), 0);
    const [fileId = ""] = fileIds;
    const endpoint = `http://127.0.0.1:${server.line}`;
    const get = ["--instance-id", INSTANCE_ID, "--associated-resource-arn", associatedResourceArn, fileId];
    const commands = {
      "node -e 0": ["-e", "0"],
      "import of the SDK's client": ["--input-type=module", "-e", 'import "@aws-sdk/client-connect"'],
      "a bare SDK call": [path("bare-call.js"), endpoint, INSTANCE_ID, associatedResourceArn, fileId],
      "attached-files --help": [COMMAND, "--help"],
      "attached-files get, one id": [COMMAND, "get", "--region", "eu-central-1", "--endpoint", endpoint, ...get],
    };
    const references = join(folder, "references.csv");
    await writeReferences(references, CALLS_OF_A_THOUSAND_FILES);
    const times = new Map<string, number[]>();
    for (let round = 0; round <= rounds; round += 1) {
      say(`starting up, round ${round} of ${rounds}`);
      const run = await runArguments(join(folder, `run-${round}`), references, Number(server.line));
      for (const [name, args] of Object.entries({ ...commands, [RUN]: run })) {
        const ms = await timeOf(args);
        // The first round fills the page cache.
        if (round > 0) times.set(name, [...(times.get(name) ?? []), ms]);
      }
    }
    return toFindings(times);
  } finally {
    await server.end();
    await rm(folder, { recursive: true, force: true });
  }
}

function toFindings(times: ReadonlyMap<string, readonly number[]>): Findings {
  const of = (name: string): readonly number[] => times.get(name) ?? [];
  const [node, client, bare] = [of("node -e 0"), of("import of the SDK's client"), of("a bare SDK call")];
  const help = ratiosOf(of("attached-files --help"), node);
  const get = ratiosOf(of("attached-files get, one id"), bare);
  return {
    tables: [
      {
        title: "Milliseconds",
        columns: [
          { title: "command" },
          { title: "ms" },
          { title: "/ node -e 0", digits: 2 },
          { title: "/ the client's import", digits: 2 },
          { title: "/ a bare SDK call", digits: 2 },
        ],
        rows: [...times].map(([name, all]) => [
          ...[name, median(all), ratiosOf(all, node), ratiosOf(all, client), ratiosOf(all, bare)],
        ]),
      },
    ],
    goals: [
      { what: "--help / node -e 0", measured: help.median, most: 2 },
      { what: "get / a bare SDK call", measured: get.median, most: 1.3 },
    ],
  };
}

async function timeOf(args: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  const env = { ...process.env, AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" };
  const child = spawn(process.execPath, [...args], {
    stdio: ["ignore", "ignore", "ignore"],
    cwd: import.meta.dirname,
    env,
  });
  const code = await new Promise((resolve, reject) => child.on("close", resolve).on("error", reject));
  if (code !== 0) throw new Error(`${args.join(" ").slice(0, 200)} ended with ${code}`);
  return performance.now() - startedMs;
}
