import { connectFileSource } from "@attached-files/adapters/connect";
import { reconcile } from "@attached-files/core";
import { INSTANCE_ID, requestOf, type Workload } from "../workload.ts";
import type { Client } from "./client.ts";

/** The public adapter, which validates what it asks and what it is answered, and core, which reconciles the two. */
export function ours(port: number, workload: Workload, connections: number): Client {
  return adapter(port, workload, connections, true);
}

/** The same with every call through the SDK's own middleware: one line of configuration away. */
export function stock(port: number, workload: Workload, connections: number): Client {
  return adapter(port, workload, connections, false);
}

function adapter(port: number, workload: Workload, connections: number, directCalls: boolean): Client {
  const source = connectFileSource({
    region: "eu-central-1",
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    maxSockets: connections,
    directCalls,
  });
  return {
    call: async (number) => {
      const request = { instanceId: INSTANCE_ID, ...requestOf(workload, number) };
      const answer = await source.getMetadata(request);
      return reconcile(request, answer).outcomes.filter(({ kind }) => kind === "retrieved").length;
    },
    close: () => source.close(),
  };
}
