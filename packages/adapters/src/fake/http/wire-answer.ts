import type { ServerResponse } from "node:http";
import { FakeError } from "../operations/fake-error.ts";
import { wireJson } from "./wire-json.ts";

/** An answer as it is about to be sent. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What all answers to one request have. */
export interface AnswerFrame {
  readonly requestId: string;
  /** How the service spells the text of an error: Connect with a capital letter, Cases without. */
  readonly casing: "message" | "Message";
  /** The operation's success has no body at all. */
  readonly answersNothing?: boolean;
}

export function toWireAnswer(answer: object, { requestId, answersNothing = false }: AnswerFrame): WireAnswer {
  return { status: 200, headers: headersOf(requestId), text: answersNothing ? "" : wireJson(answer) };
}

/** An error of AWS; anything else is a defect of the fake, or a connection that broke: said, not hidden, and not fatal. */
export function toWireError(error: unknown, { requestId, casing }: AnswerFrame): WireAnswer {
  const headers = headersOf(requestId);
  if (!(error instanceof FakeError)) {
    const text = wireJson({ [casing]: error instanceof Error ? error.message : String(error) });
    return { status: 500, headers: { ...headers, "x-amzn-ErrorType": "InternalFailure" }, text };
  }
  const { name, status, message, members, retryAfterSeconds } = error;
  return {
    status,
    headers: {
      ...headers,
      "x-amzn-ErrorType": name,
      ...(retryAfterSeconds === undefined ? {} : { "Retry-After": String(retryAfterSeconds) }),
    },
    text: wireJson({ [casing]: message, ...members }),
  };
}

export function writeHead(response: ServerResponse, { status, headers, text }: WireAnswer): void {
  response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(text) });
}

function headersOf(requestId: string): Record<string, string> {
  return { "Content-Type": "application/json", "x-amzn-RequestId": requestId };
}
