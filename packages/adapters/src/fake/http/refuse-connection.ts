import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { FakeError } from "../operations/fake-error.ts";
import { wireJson } from "./wire-json.ts";

const LINGER_MS = 1000;

/**
 * Answers what Node could not read as a request. Nothing is said to a client that was too slow, has hung up, or never
 * sent a byte: it may be just about to send its next request, and would take the refusal for the answer to that one.
 */
export function refuseUnreadable(socket: Duplex, { code }: NodeJS.ErrnoException): void {
  if (code === "HPE_HEADER_OVERFLOW") {
    refuseConnection(socket, new FakeError("RequestEntityTooLargeException", "The headers are too large."), 431);
  } else if (code === "HPE_CHUNK_EXTENSIONS_OVERFLOW") {
    refuseConnection(socket, new FakeError("RequestEntityTooLargeException", "A chunk's extensions are too large."));
  } else if (code?.startsWith("HPE_") === true && code !== "HPE_INVALID_EOF_STATE") {
    refuseConnection(socket, new FakeError("SerializationException", "That is not HTTP."));
  } else {
    socket.destroy();
  }
}

/** Answers with an error, as far as the connection still takes it, and hangs up. */
export function refuseConnection(socket: Duplex, error: FakeError, status: number = error.status): void {
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
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
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
