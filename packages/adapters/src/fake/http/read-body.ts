import type { IncomingMessage } from "node:http";
import { isWireObject, type WireObject } from "../connect-state/wire.ts";
import { FakeError } from "../operations/fake-error.ts";

const LARGEST_BODY = 1024 * 1024;

/**
 * Reads a request's JSON. No body at all is an empty object, as for operations without members in it.
 *
 * @throws {FakeError} too large, or no JSON object.
 */
export async function readBody(request: IncomingMessage): Promise<WireObject> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read to the end all the same, so that the client hears the answer; nothing of it is kept.
    if (size <= LARGEST_BODY) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > LARGEST_BODY) throw new FakeError("RequestEntityTooLargeException", `The body has more than ${LARGEST_BODY} bytes.`);
  const text = Buffer.concat(chunks).toString("utf8");
  if (text === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FakeError("SerializationException", "The body is not JSON.");
  }
  if (!isWireObject(value)) throw new FakeError("SerializationException", "The body is not a JSON object.");
  return value;
}
