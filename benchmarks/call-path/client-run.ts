import { ownUsage } from "../shared/processes.ts";
import { floor } from "./clients/floor.ts";
import { inFlight } from "./clients/in-flight.ts";
import { ours, stock } from "./clients/ours.ts";
import { plainSdk } from "./clients/plain-sdk.ts";
import { type Workload, workload } from "./workload.ts";

// One client in a process of its own: `node client-run.ts {client} {port} {workload} {calls} {calls to warm up} {at once}`.
// Prints its figures as a line of JSON; without calls to warm up, its start counts to them.
const [name = "", port = "", kind = "", calls = "", warm = "", atOnce = ""] = process.argv.slice(2);
const CLIENTS = { floor, sdk: plainSdk, ours, stock };
const make = CLIENTS[name as keyof typeof CLIENTS];
const warmCalls = Number(warm);
const work = workload(kind as Workload["name"], warmCalls + Number(calls));
const client = make(Number(port), work, Number(atOnce));
let files = 0;
const call = async (number: number): Promise<void> => {
  const got = await client.call(number);
  files += got;
};
await inFlight(warmCalls, Number(atOnce), call);
files = 0;
const start = warmCalls === 0 ? 0 : performance.now();
const before = warmCalls === 0 ? 0 : ownUsage(0).cpuSeconds;
await inFlight(Number(calls), Number(atOnce), (number) => call(warmCalls + number));
const usage = ownUsage((performance.now() - start) / 1000);
await client.close();
process.stdout.write(`${JSON.stringify({ files, ...usage, cpuSeconds: usage.cpuSeconds - before })}\n`);
