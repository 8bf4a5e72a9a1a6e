import { type ServerResponse, STATUS_CODES } from "node:http";
import type { ServedCall } from "../fake-service.ts";
import type { BodyFault } from "../faults/fault.ts";
import type { Sleep } from "../sleep.ts";
import { breakAfter, breakWithin, resetConnection } from "./break-connection.ts";
import { type AnswerFrame, toWireAnswer, toWireError, type WireAnswer, writeHead } from "./wire-answer.ts";

function proxyPage(status: number): string {
  const title = `${status} ${STATUS_CODES[status] ?? ""}`.trimEnd();
  return `<!DOCTYPE html>
<html><head><title>${title}</title></head>
<body><center><h1>${title}</h1></center><hr><center>nginx</center></body></html>
`;
}

/** Sends what a call came to, with all that befalls it on its way: late, damaged, broken off. */
export async function sendServed(
  response: ServerResponse,
  { reply, latencyMs, reset, body }: ServedCall,
  frame: AnswerFrame,
  sleep: Sleep,
): Promise<void> {
  if (latencyMs > 0) await whileConnected(response, (signal) => sleep(latencyMs, signal));
  if (response.destroyed) return;
  if (reply === undefined) {
    resetConnection(response.socket);
    return;
  }
  const whole = "error" in reply ? toWireError(reply.error, frame) : toWireAnswer(reply.answer, frame);
  const answer = body === undefined ? whole : damage(whole, body);
  if (reset === "within-answer") breakWithin(response, answer);
  else if (reset === "after-answer") breakAfter(response, answer);
  else {
    writeHead(response, answer);
    response.end(answer.text);
  }
}

/** Nobody waits for a client that has hung up, or a server that is closed. */
async function whileConnected(response: ServerResponse, wait: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  response.once("close", leave);
  try {
    await wait(gone.signal);
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  } finally {
    response.off("close", leave);
  }
}

function damage({ status, headers, text }: WireAnswer, { body, status: given }: BodyFault): WireAnswer {
  if (body === "html") {
    const shown = given ?? 502;
    return { status: shown, headers: { "Content-Type": "text/html" }, text: proxyPage(shown) };
  }
  const damaged = body === "truncated" ? text.slice(0, Math.ceil(text.length / 2)) : "upstream connect error";
  if (given === undefined) return { status, headers, text: damaged };
  // With another status it is no longer the service's answer, and does not carry the error's name.
  return { status: given, headers: { "Content-Type": "application/json" }, text: damaged };
}
