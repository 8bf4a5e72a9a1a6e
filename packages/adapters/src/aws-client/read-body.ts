import type { Readable } from "node:stream";

export interface BodyLimits {
  readonly maxBytes: number;
  /** Time left for reading, in milliseconds. */
  readonly timeoutMs: number;
}

/** An answer that is larger than anything that these operations can rightly say. */
export class AnswerTooLarge extends Error {
  override readonly name = "AnswerTooLarge";
}

/**
 * Reads an answer's body to its end, within bounds of size and time.
 *
 * @throws {AnswerTooLarge} more bytes than allowed. The connection is ended, never drained.
 * @throws {Error} named TimeoutError, when time ran out; with code ECONNRESET, when the connection broke.
 */
export function readBody(body: Readable, { maxBytes, timeoutMs }: BodyLimits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let settled = false;
    const fail = (error: Error): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      reject(error);
      body.destroy();
    };
    const timer = setTimeout(() => {
      fail(Object.assign(new Error("the answer began and did not end in time"), { name: "TimeoutError" }));
    }, timeoutMs);
    body.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) fail(new AnswerTooLarge(`the answer has more than ${maxBytes} bytes`));
      else chunks.push(chunk);
    });
    body.on("end", () => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks));
    });
    body.on("error", fail);
    body.on("close", () => {
      if (settled) return;
      fail(Object.assign(new Error("the connection broke off within the answer"), { code: "ECONNRESET" }));
    });
  });
}
