import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { FakeService } from "../fake-service.ts";
import type { Caller } from "../operations/caller.ts";
import { FakeError } from "../operations/fake-error.ts";
import type { OperationInput } from "../operations/operation.ts";
import { matchRoute, type RouteMatch } from "./match-route.ts";
import { parseBody, readBytes } from "./read-body.ts";
import { readTarget, type Target } from "./read-target.ts";
import { sendServed } from "./send-served.ts";
import { type AnswerFrame, toWireError, writeHead } from "./wire-answer.ts";

/** Answers one request in rest-json, as AWS does. Never rejects: whatever comes is answered. */
export async function answerRequest(
  service: FakeService,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let frame: AnswerFrame = { requestId: randomUUID(), casing: "message" };
  // Where signatures are checked, by the fake's clock: clients whose own is wrong set it by this one, and sign again.
  // Elsewhere nobody's clock is wrong, and a Date far from a client's own would make it try refused calls twice.
  if (service.checksSignatures) response.setHeader("Date", service.clock.base().toUTCString());
  try {
    const target = readTarget(request.url ?? "/");
    const match = matchRoute(request.method, target.pathname);
    // Connect spells the text of an error with a capital letter, Cases without.
    if (match?.operation.service === "connect") frame = { ...frame, casing: "Message" };
    if (match === undefined) {
      const asked = `${request.method} ${target.pathname.slice(0, 200)}`;
      throw new FakeError("UnknownOperationException", `No operation answers ${asked}.`);
    }
    if (match.operation.answersNothing === true) frame = { ...frame, answersNothing: true };
    const { input, caller, wireBytes } = await readCall(service, request, match, target).catch((error) => {
      // A client that hung up midway has called nothing.
      if (error instanceof FakeError) service.logRefused(match.operation, match.path, error);
      throw error;
    });
    const context = { caller, endpoint: `http://${request.headers.host ?? "localhost"}` };
    const served = service.serve(match.operation, input, context, wireBytes);
    await sendServed(response, served, frame, service.sleep);
  } catch (error) {
    if (response.destroyed || response.headersSent) return;
    const answer = toWireError(error, frame);
    writeHead(response, answer);
    response.end(answer.text);
  }
}

interface ReadCall {
  readonly input: OperationInput;
  readonly caller: Caller;
  readonly wireBytes: number;
}

/** Reads what is asked, and who asks. @throws {FakeError} refused before its operation could look at it. */
async function readCall(
  service: FakeService,
  request: IncomingMessage,
  { operation, path }: RouteMatch,
  target: Target,
): Promise<ReadCall> {
  const { method = "", url = "/", headers } = request;
  const bytes = await readBytes(request);
  // As AWS does: who asks comes before what is asked.
  const caller = service.authenticate({ method, target: url, headers, body: bytes, service: operation.service });
  const body = parseBody(bytes, headers["content-type"]);
  return { input: { path, query: target.query(), body }, caller, wireBytes: url.length + bytes.length };
}
