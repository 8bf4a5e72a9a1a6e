import type { Readable } from "node:stream";
import type { MadeAttempts } from "./made-attempts.ts";
import { parseJson } from "./parse-json.ts";
import { AnswerTooLarge, readBody } from "./read-body.ts";
import { excerpt } from "./redact.ts";
import type { Handler, HttpAnswer, Middleware, SdkClient } from "./sdk-client.ts";

/** 100 files with all their tags are below 2 MB. */
const MOST_BYTES = 64 * 1024 * 1024;

/** An answer that says success and is no JSON object: a proxy's page, or a part of an answer. */
export class UnreadableAnswer extends Error {
  override readonly name = "UnreadableAnswer";
  /** What the SDK's retry strategies take for transient; absent, they give up at once. */
  readonly $retryable?: { readonly throttling: false };
  $metadata: { readonly httpStatusCode: number; readonly requestId?: string };

  constructor(message: string, answer: HttpAnswer, retryable: boolean) {
    super(message);
    const requestId = answer.headers["x-amzn-requestid"];
    this.$metadata = { httpStatusCode: answer.statusCode, ...(requestId === undefined ? {} : { requestId }) };
    if (retryable) this.$retryable = { throttling: false };
  }
}

/** What a client's answers held, beyond what the SDK makes of them. */
export interface RawAnswers {
  /** The JSON object of a successful answer, by the output that the SDK made for it. */
  readonly jsonOf: (output: unknown) => Record<string, unknown> | undefined;
  /** Whether an error happened behind the sending of a request: not while finding credentials or an endpoint. */
  readonly cameFromTheWire: (error: unknown) => boolean;
  /** An excerpt of an error's body, where that was no JSON. */
  readonly foreignBodyOf: (error: unknown) => string | undefined;
  /** Reads the body of an answer to an attempt that began then, by `performance.now()`. */
  readonly bytesOf: (answer: HttpAnswer, startedAt: number) => Promise<Buffer>;
}

/**
 * Reads each answer's body once, by ourselves. The SDK's own reader drops members that its model does not know, and
 * null entries; so the JSON is kept here, and the SDK is given an empty object, which also spares it the work. Errors'
 * bodies go on to the SDK, which knows how to make exceptions of them, unless they are no JSON.
 *
 * @param timeoutMs for one attempt, from its sending to the last byte of its answer.
 */
export function keepRawAnswers(client: SdkClient, timeoutMs: number, made: MadeAttempts): RawAnswers {
  const jsonByAnswer = new WeakMap<object, Record<string, unknown>>();
  const jsonByOutput = new WeakMap<object, Record<string, unknown>>();
  const foreignBodies = new WeakMap<object, string>();
  const wireErrors = new WeakSet<object>();

  const bytesOf = async (answer: HttpAnswer, startedAt: number): Promise<Buffer> => {
    const left = Math.max(1, timeoutMs - (performance.now() - startedAt));
    return await readBody(answer.body as Readable, { maxBytes: MOST_BYTES, timeoutMs: left }).catch((error) => {
      throw error instanceof AnswerTooLarge ? new UnreadableAnswer(error.message, answer, false) : error;
    });
  };
  const attempt = async (next: Handler, args: unknown) => {
    const ended = made.take((args as { readonly input: unknown }).input);
    if (ended !== undefined) {
      if ("error" in ended) throw ended.error;
      return { result: { response: ended.answer }, answer: ended.answer, bytes: ended.bytes };
    }
    const startedAt = performance.now();
    const result = await next(args);
    const answer = result.response as HttpAnswer;
    return { result, answer, bytes: await bytesOf(answer, startedAt) };
  };

  const read: Middleware = (next) => async (args) => {
    const { result, answer, bytes } = await attempt(next, args);
    if (answer.statusCode >= 200 && answer.statusCode < 300) {
      jsonByAnswer.set(answer, toObject(bytes, answer));
      answer.body = Buffer.from("{}");
    } else if (isJsonObject(bytes)) {
      answer.body = bytes;
    } else {
      if (bytes.length > 0) foreignBodies.set(answer, excerpt(bytes.toString("utf8", 0, 4096)));
      answer.body = Buffer.from("{}");
    }
    return result;
  };
  const hand: Middleware = (next) => async (args) => {
    try {
      const result = await next(args);
      const json = jsonByAnswer.get(result.response as object);
      if (json !== undefined) jsonByOutput.set(result.output as object, json);
      return result;
    } catch (error) {
      if (typeof error === "object" && error !== null) wireErrors.add(error);
      throw error;
    }
  };
  const step = { step: "deserialize" };
  // Low stands next to the wire, within the SDK's deserializer; high stands outside of it.
  client.middlewareStack.add(read as never, { ...step, name: "attachedFilesReadBody", priority: "low" } as never);
  client.middlewareStack.add(hand as never, { ...step, name: "attachedFilesHandRaw", priority: "high" } as never);
  return {
    bytesOf,
    jsonOf: (output) => jsonByOutput.get(output as object),
    cameFromTheWire: (error) => wireErrors.has(error as object),
    foreignBodyOf: (error) => {
      const answer = (error as { $response?: object } | null)?.$response;
      return answer === undefined ? undefined : foreignBodies.get(answer);
    },
  };
}

/** Refuses malformed bytes rather than to alter a file's name silently. Takes a byte order mark off. */
const UTF8 = new TextDecoder("utf-8", { fatal: true });

/** @throws {UnreadableAnswer} the bytes are no JSON object. */
export function toObject(bytes: Buffer, answer: HttpAnswer): Record<string, unknown> {
  const shown = (): string =>
    `${answer.statusCode}, ${bytes.length} bytes: ${excerpt(bytes.toString("utf8", 0, 4096))}`;
  let json: unknown;
  try {
    json = parseJson(UTF8.decode(bytes));
  } catch {
    // The parser's own message would quote the answer, unsanitised.
    throw new UnreadableAnswer(`the answer is not whole JSON (HTTP ${shown()})`, answer, true);
  }
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json as Record<string, unknown>;
  throw new UnreadableAnswer(`the answer is JSON, but no object (HTTP ${shown()})`, answer, true);
}

function isJsonObject(bytes: Buffer): boolean {
  try {
    const json: unknown = JSON.parse(bytes.toString("utf8"));
    return typeof json === "object" && json !== null && !Array.isArray(json);
  } catch {
    return false;
  }
}
