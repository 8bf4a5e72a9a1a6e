import dns from "node:dns";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { onTestFinished, vi } from "vitest";

/** A request as it came over the wire. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** One answer, literal: a body with status 200, or all of it. */
export type Answer = string | LiteralAnswer | ((request: SeenRequest, response: ServerResponse) => void);
export interface LiteralAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface ScriptedServer {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  readonly sockets: ReadonlySet<Socket>;
}

/** A loopback server that gives the answers in turn, the last one again and again. It ends with the test. */
export async function scriptedServer(...answers: readonly Answer[]): Promise<ScriptedServer> {
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const seen = { method, url, headers, body: Buffer.concat(chunks).toString("utf8") };
      const answer = answers[Math.min(requests.length, answers.length - 1)] ?? "{}";
      requests.push(seen);
      if (typeof answer === "function") return answer(seen, response);
      const {
        status = 200,
        headers: itsHeaders = {},
        body = "",
      } = typeof answer === "string" ? { body: answer } : answer;
      response.writeHead(status, itsHeaders).end(body);
    });
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, sockets };
}

/** An error as AWS sends it. */
export function awsError(
  status: number,
  name: string,
  body = "{}",
  headers: Readonly<Record<string, string>> = {},
): LiteralAnswer {
  return { status, headers: { "x-amzn-errortype": name, "x-amzn-requestid": "req-1", ...headers }, body };
}

/** Drops the connection without an answer. */
export function dropConnection(_request: SeenRequest, response: ServerResponse): void {
  response.socket?.destroy();
}

/** Answers nothing and keeps the connection. */
export function staySilent(): void {}

/** Lets no host name be resolved, so that no connection ever stands or fails. It ends with the test. */
export function silentNameServer(): void {
  const lookup = vi.spyOn(dns, "lookup").mockImplementation((() => {}) as never);
  onTestFinished(() => lookup.mockRestore());
}

/**
 * Hides the machine's AWS configuration, so that a test depends on nothing but itself, and sets a few variables.
 * With no randomness the SDK's waits between attempts are 0 ms: they are random numbers between 0 and a maximum.
 */
export function isolatedEnvironment(variables: Readonly<Record<string, string>> = {}): void {
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) vi.stubEnv(name, undefined);
  vi.stubEnv("AWS_CONFIG_FILE", "/dev/null");
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  vi.spyOn(Math, "random").mockReturnValue(0);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
}

/** Options that need nothing from outside. */
export const FIXED = {
  region: "eu-west-2",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
} as const;
