import type { IncomingMessage } from "node:http";
import { isWireObject, type WireObject } from "../connect-state/wire.ts";
import { FakeError } from "../operations/fake-error.ts";

const LARGEST_BODY = 1024 * 1024;
/** More levels than any model has, and few enough for JSON.stringify, which runs out of stack at some thousands. */
const DEEPEST_BODY = 100;
const JSON_TYPE = /^application\/(json|x-amz-json-1\.[01])\s*(;|$)/i;

/**
 * Reads the JSON of a body. No body at all is an empty object, as for operations without members in it.
 *
 * @throws {FakeError} too deep, of another type, or no JSON object.
 */
export function parseBody(bytes: Buffer, type: string | undefined): WireObject {
  if (bytes.length === 0) return {};
  const text = bytes.toString("utf8");
  if (type !== undefined && !JSON_TYPE.test(type)) {
    throw new FakeError("UnsupportedMediaTypeException", "The body's Content-Type must be application/json.");
  }
  if (isTooDeep(text)) {
    throw new FakeError("SerializationException", `The body is nested deeper than ${DEEPEST_BODY} levels.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FakeError("SerializationException", "The body is not JSON.");
  }
  if (!isWireObject(value)) throw new FakeError("SerializationException", "The body is not a JSON object.");
  return value;
}

/**
 * Reads a request's body.
 *
 * @throws {FakeError} larger than `most` bytes; it is read to its end all the same.
 */
export async function readBytes(request: IncomingMessage, most: number = LARGEST_BODY): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read to the end all the same, so that the client hears the answer; nothing of it is kept.
    if (size <= most) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > most) throw new FakeError("RequestEntityTooLargeException", `The body has more than ${most} bytes.`);
  return Buffer.concat(chunks);
}

/** Counts in one pass, before anything is parsed; of text that is no JSON it says nothing of use. */
export function isTooDeep(json: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (inText && character === "\\") at += 1;
    else if (character === '"') inText = !inText;
    else if (!inText && (character === "[" || character === "{")) depth += 1;
    else if (!inText && (character === "]" || character === "}")) depth -= 1;
    if (depth > DEEPEST_BODY) return true;
  }
  return false;
}
