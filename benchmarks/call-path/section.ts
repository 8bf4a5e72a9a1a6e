import { fileURLToPath } from "node:url";
import { answersASecond } from "../fake/load.ts";
import type { Shares } from "../shared/cpu-profile.ts";
import { figuresOf, scriptShares, startServer } from "../shared/processes.ts";
import type { Findings, Section, Size, Table } from "../shared/section.ts";
import { sharesTable } from "../shared/shares-table.ts";
import { median, ratiosOf } from "../shared/spread.ts";
import { AT_ONCE, type Figures, runClient } from "./run-client.ts";
import { INSTANCE_ID, requestOf, type Workload, workload } from "./workload.ts";

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

const CLIENTS = [
  ["floor", "floor: undici, signed by hand, JSON.parse"],
  ["ours", "ours: validated and reconciled"],
  ["stock", "ours with directCalls: false"],
  ["sdk", "@aws-sdk/client-connect, plain"],
  ["boto3", "boto3, 16 threads"],
] as const;
const PLANS = {
  quick: { rounds: 1, skewed: 1000, full: 100 },
  full: { rounds: 4, skewed: 10_000, full: 1000 },
};
export const callPath: Section = {
  name: "call-path",
  sizes: ["quick", "full"],
  measure,
};

async function measure(size: Size, say: (line: string) => void): Promise<Findings> {
  const plan = size === "quick" ? PLANS.quick : PLANS.full;
  const hasBoto3 = await figuresOf("python3", ["-c", "import boto3; print(1)"]).then(
    () => true,
    () => false,
  );
  if (!hasBoto3) say("boto3 is not installed here, and is left out.");
  const server = await startServer(path("neutral-server.ts"));
  const port = Number(server.line);
  try {
    const [tables, ratios] = [[] as Table[], new Map<string, number>()];
    for (const name of ["skewed", "full"] as const) {
      const calls = plan[name];
      const limit = await serverAlone(port, workload(name, calls));
      const rounds = new Map<string, Figures[]>();
      for (let round = 1; round <= plan.rounds; round += 1) {
        for (const [client] of CLIENTS) {
          if (client === "boto3" && !hasBoto3) continue;
          say(`call path, ${name}, round ${round} of ${plan.rounds}: ${client}`);
          rounds.set(client, [...(rounds.get(client) ?? []), await runClient(client, name, calls, port)]);
        }
      }
      tables.push(toTable(name, workload(name, calls), limit, rounds));
      const shares: [string, Shares][] = [];
      for (const client of size === "quick" ? [] : ["ours", "sdk"]) {
        say(`call path, ${name}: ${client}, profiled`);
        shares.push([client, await scriptShares(path("client-run.ts"), client, port, name, calls, calls / 5, AT_ONCE)]);
      }
      if (shares.length > 0) tables.push(sharesTable(`${name}: where the main thread's time goes, per cent`, shares));
      ratios.set(`${name} floor`, median(pairs(rounds, "ours", "floor")));
      ratios.set(`${name} sdk`, median(pairs(rounds, "sdk", "ours")));
    }
    const goal = (what: string, key: string, bound: { most: number } | { least: number }) => ({
      ...{ what, measured: ratios.get(key) ?? Number.NaN },
      ...bound,
    });
    return {
      tables,
      goals: [
        goal("CPU of ours / floor, skewed", "skewed floor", { most: 2.5 }),
        goal("CPU of ours / floor, full", "full floor", { most: 1.5 }),
        goal("CPU of the plain SDK / ours, skewed", "skewed sdk", { least: 3 }),
      ],
    };
  } finally {
    await server.end();
  }
}

const cpuAFile = ({ cpuSeconds, files }: Figures): number => cpuSeconds / files;

function pairs(rounds: ReadonlyMap<string, readonly Figures[]>, one: string, other: string): number[] {
  const others = rounds.get(other) ?? [];
  return (rounds.get(one) ?? []).map((figures, round) => cpuAFile(figures) / cpuAFile(others[round] ?? figures));
}

function toTable(name: string, work: Workload, limit: number, rounds: ReadonlyMap<string, readonly Figures[]>): Table {
  const floor = (rounds.get("floor") ?? []).map(cpuAFile);
  const ours = (rounds.get("ours") ?? []).map(cpuAFile);
  const count = (value: number): string => Math.round(value).toLocaleString("en");
  return {
    title: `${name}: ${count(work.files)} files in ${count(work.calls)} calls; the server alone gives ${count(limit)} calls a second`,
    columns: [
      { title: "client" },
      { title: "files a second" },
      { title: "CPU s a million files", digits: 1 },
      { title: "MiB at the peak" },
      { title: "CPU / floor", digits: 2 },
      { title: "CPU / ours", digits: 2 },
    ],
    rows: CLIENTS.flatMap(([client, what]) => {
      const all = rounds.get(client);
      if (all === undefined) return [];
      const cpu = all.map(cpuAFile);
      return [
        [
          what,
          median(all.map(({ files, seconds }) => files / seconds)),
          median(cpu) * 1e6,
          median(all.map(({ peakMib }) => peakMib)),
          ratiosOf(cpu, floor),
          ratiosOf(cpu, ours),
        ],
      ];
    }),
  };
}

async function serverAlone(port: number, work: Workload): Promise<number> {
  const { associatedResourceArn, fileIds } = requestOf(work, 2);
  const query = `associatedResourceArn=${encodeURIComponent(associatedResourceArn)}`;
  const question = {
    port,
    path: `/attached-files/${INSTANCE_ID}?${query}`,
    body: JSON.stringify({ FileIds: fileIds }),
  };
  return answersASecond(question, AT_ONCE, 1);
}
