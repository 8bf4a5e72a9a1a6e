import { fileURLToPath } from "node:url";
import { figuresOf, scriptFigures, type Usage } from "../shared/processes.ts";
import { INSTANCE_ID, requestOf, type Workload, workload } from "./workload.ts";

/** Calls under way, of every client. */
export const AT_ONCE = 16;
const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

export interface Figures extends Usage {
  readonly files: number;
}

/** boto3 takes so much longer that a part of the calls is enough. */
const PART_FOR_BOTO3 = 0.2;

/** Measures a client in a process of its own, warmed up by a fifth as many calls. */
export async function runClient(client: string, name: Workload["name"], calls: number, port: number): Promise<Figures> {
  const isBoto3 = client === "boto3";
  const counted = isBoto3 ? Math.ceil(calls * PART_FOR_BOTO3) : calls;
  const warm = counted / 5;
  const figures = isBoto3
    ? await boto3(workload(name, warm + counted), warm, port)
    : await scriptFigures<Figures>(path("client-run.ts"), client, port, name, counted, warm, AT_ONCE);
  const expected = filesOf(name, warm, counted);
  if (figures.files !== expected) throw new Error(`${client} got ${figures.files} files, not ${expected}`);
  return figures;
}

function boto3(work: Workload, warm: number, port: number): Promise<Figures> {
  const requests = JSON.stringify(Array.from({ length: work.calls }, (_, call) => requestOf(work, call)));
  const args = [path("clients/boto3_client.py"), port, INSTANCE_ID, AT_ONCE, warm].map(String);
  return figuresOf<Figures>("python3", args, requests);
}

/** How many files the calls behind the first ones ask for. */
function filesOf(name: Workload["name"], warm: number, calls: number): number {
  return workload(name, warm + calls).files - workload(name, warm).files;
}
