import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { JobError } from "../exit-code.ts";
import { outsideSentence } from "../run/outside-text.ts";
import type { Health } from "./standing.ts";

export interface HealthServer {
  /** Where it answers, as http://127.0.0.1:8080/healthz. */
  readonly url: string;
  close(): Promise<void>;
}

export interface HealthPlace {
  /** 0 takes any free one. */
  readonly port: number;
  readonly host: string;
}

const PATH = "/healthz";
/** Nobody who asks for a line of JSON needs longer. */
const REQUEST_MS = 10_000;

/**
 * Answers GET /healthz with JSON, 200 while healthy and 503 otherwise, and nothing else.
 *
 * @throws {JobError} usage: it cannot listen there.
 */
export async function serveHealth({ port, host }: HealthPlace, health: () => Health): Promise<HealthServer> {
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, (request, response) => {
    const [path] = (request.url ?? "").split("?", 1);
    if (path !== PATH) return answer(response, 404, { error: `There is nothing but ${PATH}.` });
    if (request.method !== "GET") {
      response.setHeader("allow", "GET");
      return answer(response, 405, { error: "Only GET is answered." });
    }
    const body = health();
    answer(response, body.status === "healthy" ? 200 : 503, body);
  });
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    throw new JobError(
      "usage",
      `The health endpoint cannot listen on ${host}:${port}: ${outsideSentence(error instanceof Error ? error.message : String(error))} Name another schedule.healthPort (--health-port, 0 takes any), or a schedule.healthHost of this machine.`,
      error,
    );
  }
  return { url: urlOf(server), close: () => close(server) };
}

function answer(response: ServerResponse, status: number, body: Health | { readonly error: string }): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    connection: "close",
  });
  response.end(`${JSON.stringify(body)}\n`);
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}${PATH}`;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
