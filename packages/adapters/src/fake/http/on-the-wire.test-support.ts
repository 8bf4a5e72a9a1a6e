import { connect } from "node:net";
import { onTestFinished } from "vitest";
import {
  createFakeConnect,
  type FakeConnect,
  type FakeConnectOptions,
  type FakeServer,
  type NewFile,
} from "../index.ts";

export const NOW = "2026-11-01T00:00:00.000Z";
export const DOMAIN_ARN = "arn:aws:cases:eu-central-1:111122223333:domain/d-1";
export const CASE_ARN = `${DOMAIN_ARN}/case/c-1`;
export const INSTANCE_ARN = "arn:aws:connect:eu-central-1:111122223333:instance/i-1";
export const BATCH_GET = `/attached-files/i-1?associatedResourceArn=${encodeURIComponent(CASE_ARN)}`;

/** A fake that listens, and a client that knows nothing but HTTP. */
export interface OnTheWire {
  readonly fake: FakeConnect;
  readonly server: FakeServer;
  /** Attaches a file to case c-1 of domain d-1 in instance i-1. */
  attach(fileId: string, more?: Partial<NewFile>): void;
  /** POSTs JSON: an object is written as such, a text or bytes are sent as they are. */
  post(path: string, body?: unknown, init?: RequestInit): Promise<Answer>;
  /** Sends text over a bare socket and reads until the server hangs up. */
  raw(text: string): Promise<string>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON of the body. */
  readonly body: unknown;
}

/** Serves a fake with one empty instance, domain and case, until the test ends. */
export async function onTheWire(options: FakeConnectOptions = {}): Promise<OnTheWire> {
  const fake = createFakeConnect({ clock: () => new Date(NOW), ...options });
  fake.state.addDomain({ partition: "aws", region: "eu-central-1", account: "111122223333", domainId: "d-1" });
  fake.state.addCase("d-1", "c-1");
  fake.state.files.addInstance("i-1");
  const server = await fake.listen();
  onTestFinished(() => server.close());
  return {
    fake,
    server,
    attach: (fileId, more) =>
      fake.state.attachFile({ domainId: "d-1", caseId: "c-1", instanceId: "i-1", fileId, ...more }),
    post: (path, body, init) => post(server.url + path, body, init),
    raw: (text) => raw(server.port, text),
  };
}

async function post(url: string, body: unknown, init: RequestInit = {}): Promise<Answer> {
  const asItIs = body === undefined || typeof body === "string" || body instanceof Uint8Array;
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: asItIs ? (body as string) : JSON.stringify(body) }),
    ...init,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

async function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.setEncoding("utf8");
  socket.write(text);
  let heard = "";
  for await (const chunk of socket) heard += chunk;
  return heard;
}
