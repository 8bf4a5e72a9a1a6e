import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { INSTANCE_ID, requestOf, workload } from "../call-path/workload.ts";
import { type Shares, sharesOf } from "../shared/cpu-profile.ts";
import type { Usage } from "../shared/processes.ts";

const COMMAND = fileURLToPath(new URL("../../apps/report-job/dist/main.js", import.meta.url));
const AT_EXIT = new URL("note-usage.ts", import.meta.url).href;
const CREDENTIALS = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" };

/** What `attached-files run` took. */
export interface WholeRun {
  /** From the start of the process until the state was committed. */
  readonly committed: Pick<Usage, "seconds" | "peakMib">;
  /** Until its end, the report included. */
  readonly whole: Usage;
  /** Seconds of each step, by its name. */
  readonly steps: Readonly<Record<"read" | "found" | "asked" | "finished" | "reported", number>>;
}

/** Writes a list of references as cases hold them. */
export async function writeReferences(path: string, calls: number): Promise<void> {
  const work = workload("skewed", calls);
  const blocks = function* () {
    let text = "instance_id,associated_resource_arn,file_id\n";
    for (let call = 0; call < calls; call += 1) {
      const { associatedResourceArn, fileIds } = requestOf(work, call);
      for (const fileId of fileIds) text += `${INSTANCE_ID},${associatedResourceArn},${fileId}\n`;
      if (text.length < 1 << 20) continue;
      yield text;
      text = "";
    }
    yield text;
  };
  await pipeline(blocks, createWriteStream(path));
}

/** Where the main thread's time goes while files are asked for. */
export async function sharesWhileAsking(folder: string, references: string, port: number): Promise<Shares> {
  const profiles = join(folder, "profiles");
  const { steps } = await wholeRun(folder, references, port, ["--cpu-prof", "--cpu-prof-dir", profiles]);
  const from = steps.read + steps.found;
  return sharesOf(profiles, [from, from + steps.asked]);
}

/** Runs the built command on a list, in a folder of its own, against a server that nothing paces. */
export async function wholeRun(
  folder: string,
  references: string,
  port: number,
  nodeOptions: readonly string[] = [],
): Promise<WholeRun> {
  const args = await runArguments(folder, references, port);
  const usageFile = join(folder, "usage.json");
  const startedMs = Date.now();
  const child = spawn(process.execPath, [...nodeOptions, "--import", AT_EXIT, ...args], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...CREDENTIALS, BENCHMARK_USAGE_FILE: usageFile },
  });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    log += part;
  });
  const code = await new Promise((resolve, reject) => child.on("close", resolve).on("error", reject));
  if (code !== 0) throw new Error(`run ended with ${code}:\n${log.slice(-2000)}`);
  return told(log, JSON.parse(await readFile(usageFile, "utf8")) as Noted, startedMs);
}

/** What Node is started with for a run of the built command in a folder of its own. */
export async function runArguments(folder: string, references: string, port: number): Promise<readonly string[]> {
  await mkdir(folder);
  const config = join(folder, "attached-files.yaml");
  await writeFile(
    config,
    `scopes:
  - name: bench
    region: eu-central-1
    endpoint: http://127.0.0.1:${port}
    quota: { requestsPerSecond: unlimited }
state: { folder: ${join(folder, "state")} }
report: { folder: ${join(folder, "report")} }
`,
  );
  return [COMMAND, "run", "--config", config, "--references", references, "--log", "json"];
}

interface Noted extends Usage {
  /** Milliseconds since 1970, and the peak until then. */
  readonly peaks: readonly (readonly [atMs: number, mib: number])[];
}

function told(log: string, { peaks, ...whole }: Noted, startedMs: number): WholeRun {
  const lines = log
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { event?: string; time: string; step?: string });
  const [atSeconds, steps] = [new Map<string, number>(), ["reading", "finding", "asking", "writing"]];
  for (const { event, time, step = "" } of lines) {
    const name = steps.find((each) => step.includes(each));
    if (name !== undefined) atSeconds.set(`${event} ${name}`, (Date.parse(time) - startedMs) / 1000);
  }
  const at = (edge: "begin" | "end", name: string): number => {
    const seconds = atSeconds.get(`step.${edge} ${name}`);
    if (seconds === undefined) throw new Error(`the run told of no ${edge} of ${name}:\n${log.slice(-2000)}`);
    return seconds;
  };
  const committed = at("begin", "writing");
  const peaksThen = peaks.filter(([atMs]) => atMs <= startedMs + committed * 1000);
  return {
    committed: { seconds: committed, peakMib: peaksThen.at(-1)?.[1] ?? 0 },
    whole,
    steps: {
      read: at("end", "reading"),
      found: at("end", "finding") - at("end", "reading"),
      asked: at("end", "asking") - at("end", "finding"),
      finished: committed - at("end", "asking"),
      reported: at("end", "writing") - committed,
    },
  };
}
