import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { FakeService } from "../fake-service.ts";
import { FakeError } from "../operations/fake-error.ts";
import { matchRoute } from "./match-route.ts";
import { parseBody, readBytes } from "./read-body.ts";
import { readTarget } from "./read-target.ts";
import { wireJson } from "./wire-json.ts";

/** Answers one request in rest-json, as AWS does. Never rejects: whatever comes is answered. */
export async function answerRequest(
  service: FakeService,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = randomUUID();
  let casing = "message";
  try {
    const target = readTarget(request.url ?? "/");
    const match = matchRoute(request.method, target.pathname);
    // Connect spells the text of an error with a capital letter, Cases without.
    if (match?.operation.service === "connect") casing = "Message";
    if (match === undefined || !service.faults.isSupported(match.operation.name)) {
      const asked = `${request.method} ${target.pathname.slice(0, 200)}`;
      throw new FakeError("UnknownOperationException", `No operation answers ${asked}.`);
    }
    const bytes = await readBytes(request);
    // As AWS does: who asks comes before what is asked.
    const caller = service.authenticate({
      method: request.method ?? "",
      target: request.url ?? "/",
      headers: request.headers,
      body: bytes,
      service: match.operation.service,
    });
    const body = parseBody(bytes, request.headers["content-type"]);
    const answer = service.call(
      match.operation,
      { path: match.path, query: target.query(), body },
      { caller, endpoint: `http://${request.headers.host ?? "localhost"}` },
    );
    send(response, 200, requestId, answer);
  } catch (error) {
    sendError(response, requestId, casing, error);
  }
}

function sendError(response: ServerResponse, requestId: string, casing: string, error: unknown): void {
  if (response.destroyed || response.headersSent) return;
  if (!(error instanceof FakeError)) {
    // A defect of the fake, or a connection that broke while its body was read: said, not hidden, and not fatal.
    const message = error instanceof Error ? error.message : String(error);
    send(response, 500, requestId, { [casing]: message }, { "x-amzn-ErrorType": "InternalFailure" });
    return;
  }
  const headers: Record<string, string> = { "x-amzn-ErrorType": error.name };
  if (error.retryAfterSeconds !== undefined) headers["Retry-After"] = String(error.retryAfterSeconds);
  send(response, error.status, requestId, { [casing]: error.message, ...error.members }, headers);
}

function send(
  response: ServerResponse,
  status: number,
  requestId: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = wireJson(body);
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(text),
    "x-amzn-RequestId": requestId,
    ...headers,
  });
  response.end(text);
}
