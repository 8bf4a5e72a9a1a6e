import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { FakeError } from "../operations/fake-error.ts";
import { wireJson } from "./wire-json.ts";

const LINGER_MS = 1000;

/** Answers what Node could not read as a request, as far as the connection still takes it, and hangs up. */
export function refuseConnection(
  socket: Duplex,
  error: FakeError = new FakeError("SerializationException", "That is not HTTP."),
): void {
  // More of the same that follows a refusal is reported again.
  if (socket.writableEnded) return;
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  // What is still on its way is taken off the wire unread, or the answer would be lost in a reset; but not for ever.
  socket.resume();
  socket.on("error", () => socket.destroy());
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
  const body = wireJson({ message: error.message });
  socket.end(
    [
      `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}`,
      "Content-Type: application/json",
      `Content-Length: ${Buffer.byteLength(body)}`,
      `x-amzn-RequestId: ${randomUUID()}`,
      `x-amzn-ErrorType: ${error.name}`,
      "Connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}
