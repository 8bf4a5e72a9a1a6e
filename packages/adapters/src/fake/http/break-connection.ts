import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { WireAnswer } from "./wire-answer.ts";
import { writeHead } from "./wire-answer.ts";

/**
 * A reset takes along what the client has not read yet, so it is given time: in rounds, each of which lets a client in
 * this same process read, however long one round took.
 */
const LINGER_ROUNDS = 20;
const ROUND_MS = 5;
const doomed = new WeakSet<Socket>();

/** Whether the connection's last answer was its last: whatever still comes on it is lost. */
export function isDoomed(socket: Socket): boolean {
  return doomed.has(socket);
}

/** Resets a connection as a host that has crashed does: with RST, not with a goodbye. */
export function resetConnection(socket: Socket | null): void {
  socket?.resetAndDestroy();
}

/** Sends the head, which promises a whole body, and the half of it. */
export function breakWithin(response: ServerResponse, answer: WireAnswer): void {
  const { socket } = response;
  const bytes = Buffer.from(answer.text);
  writeHead(response, answer);
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => lingerThenReset(socket));
}

/** Sends everything, and breaks what the client believes to be an idle connection. */
export function breakAfter(response: ServerResponse, answer: WireAnswer): void {
  const { socket } = response;
  // Before the end, since a client may be quick with its next request. That one tells that all was read.
  if (socket !== null) doomed.add(socket);
  writeHead(response, answer);
  response.end(answer.text, () => lingerThenReset(socket));
}

function lingerThenReset(socket: Socket | null, rounds: number = LINGER_ROUNDS): void {
  if (rounds === 0) resetConnection(socket);
  else setTimeout(() => lingerThenReset(socket, rounds - 1), ROUND_MS).unref();
}
