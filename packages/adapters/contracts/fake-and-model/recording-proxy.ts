import { createServer, request as forward, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { HttpInteraction } from "@attached-files/pacts";

/** Stands between a client and a server on this machine, and writes down what passes. */
export interface RecordingProxy {
  readonly url: string;
  /** In the form of a contract's interactions, those of operations only. */
  readonly seen: readonly HttpInteraction[];
  close(): Promise<void>;
}

export async function recordingProxy(target: string): Promise<RecordingProxy> {
  const seen: HttpInteraction[] = [];
  const server = createServer(async (request, response) => {
    const asked = await buffer(request);
    const { method, url = "/", headers } = request;
    const upstream = forward(new URL(url, target), { method, headers }, async (answer) => {
      const told = await buffer(answer);
      if (!url.startsWith("/_")) seen.push(interaction(request, asked, answer, told));
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      response.end(told);
    });
    upstream.on("error", () => response.destroy());
    upstream.end(asked);
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function interaction(request: IncomingMessage, asked: Buffer, answer: IncomingMessage, told: Buffer): HttpInteraction {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://proxy");
  const query = Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]));
  return {
    type: "Synchronous/HTTP",
    description: `${request.method} ${pathname}`,
    request: {
      method: request.method ?? "",
      path: pathname,
      ...(Object.keys(query).length === 0 ? {} : { query }),
      headers: listed(request),
      ...(asked.length === 0 ? {} : { body: { content: JSON.parse(asked.toString("utf8")) } }),
    },
    response: {
      status: answer.statusCode ?? 0,
      headers: listed(answer),
      ...(told.length === 0 ? {} : { body: { content: JSON.parse(told.toString("utf8")) } }),
    },
  } as unknown as HttpInteraction;
}

function listed({ headers }: IncomingMessage): Record<string, string[]> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [String(value)]]));
}
