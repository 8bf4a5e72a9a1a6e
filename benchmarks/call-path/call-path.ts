import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { answersASecond } from "../fake/load.ts";
import { INSTANCE_ID, requestOf, type Workload, workload } from "./workload.ts";

const run = promisify(execFile);
const AT_ONCE = 16;
const quick = process.argv.includes("--quick");
const only = process.argv
  .find((argument) => argument.startsWith("--clients="))
  ?.slice(10)
  .split(",");
const rounds = Number(process.argv.find((argument) => argument.startsWith("--rounds="))?.slice(9) ?? (quick ? 3 : 5));
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

interface Figures {
  readonly files: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMib: number;
}

const CLIENTS = [
  ["floor", "undici, signature by hand, JSON.parse"],
  ["ours", "@attached-files/adapters, validated and reconciled"],
  ["sdk", "@aws-sdk/client-connect, plain"],
  ["boto3", "boto3, 16 threads"],
] as const;
const CALLS = { skewed: quick ? 4000 : 30_000, full: quick ? 400 : 2000 };
const WARM = { skewed: 2000, full: 200 };

const hasBoto3 = await run("python3", ["-c", "import boto3"]).then(
  () => true,
  () => false,
);
if (!hasBoto3) say("boto3 is not installed here, and is left out.");
const server = spawn(process.execPath, [...process.execArgv, path("neutral-server.ts")], {
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  const [line] = await once(createInterface({ input: server.stdout }), "line");
  const port = Number(line);
  for (const name of ["skewed", "full"] as const) await compare(name, port);
} finally {
  server.kill();
}

async function compare(name: Workload["name"], port: number): Promise<void> {
  const work = workload(name, CALLS[name]);
  const { associatedResourceArn, fileIds } = requestOf(work, 0);
  const limit = await answersASecond(
    {
      port,
      path: `/attached-files/${INSTANCE_ID}?associatedResourceArn=${encodeURIComponent(associatedResourceArn)}`,
      body: JSON.stringify({ FileIds: fileIds }),
    },
    AT_ONCE,
    2,
  );
  say(
    `\n${name}: ${work.files} files in ${work.calls} calls, ${AT_ONCE} at a time. The server alone: ${Math.round(limit)} calls a second.\n`,
  );
  const figures = new Map<string, Figures[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [client] of CLIENTS) {
      if (only?.includes(client) === false || (client === "boto3" && !hasBoto3)) continue;
      const it = await measured(client, name, port);
      if (it.files !== work.files && client !== "boto3")
        throw new Error(`${client} got ${it.files} files, not ${work.files}`);
      figures.set(client, [...(figures.get(client) ?? []), it]);
    }
  }
  say(
    "| client | files a second | CPU s a million files | MiB at the peak | CPU / floor, median (least–most) |\n|---|---|---|---|---|",
  );
  const floor = figures.get("floor") ?? [];
  for (const [client, what] of CLIENTS) {
    const all = figures.get(client);
    if (all === undefined) continue;
    const ratios = all.map(
      (it, round) => it.cpuSeconds / it.files / ((floor[round]?.cpuSeconds ?? 0) / (floor[round]?.files ?? 0)),
    );
    const spread = `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`;
    say(
      `| ${client}: ${what} | ${Math.round(median(all.map((it) => it.files / it.seconds)))} | ${median(all.map((it) => (it.cpuSeconds / it.files) * 1e6)).toFixed(1)} | ${median(all.map((it) => it.peakMib))} | ${spread} |`,
    );
  }
}

async function measured(client: string, name: Workload["name"], port: number): Promise<Figures> {
  const calls = client === "boto3" ? Math.ceil(CALLS[name] / 5) : CALLS[name];
  if (client === "boto3") return boto3(workload(name, WARM[name] + calls), port, WARM[name]);
  const { stdout } = await run(process.execPath, [
    ...process.execArgv,
    path("client-run.ts"),
    client,
    String(port),
    name,
    String(calls),
    String(WARM[name]),
    String(AT_ONCE),
  ]);
  return JSON.parse(stdout) as Figures;
}

async function boto3(work: Workload, port: number, warm: number): Promise<Figures> {
  const requests = JSON.stringify(Array.from({ length: work.calls }, (_, call) => requestOf(work, call)));
  const child = spawn(
    "python3",
    [path("clients/boto3_client.py"), String(port), INSTANCE_ID, String(AT_ONCE), String(warm)],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  child.stdin.on("error", () => {});
  child.stdin.end(requests);
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  const code = await new Promise((resolve) => child.on("close", resolve).on("error", () => resolve(undefined)));
  if (code !== 0) throw new Error(`boto3 ended with ${code}`);
  return JSON.parse(text) as Figures;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? 0;
}
