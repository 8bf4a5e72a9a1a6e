import { rename, rm } from "node:fs/promises";
import type { Context, default as S3rver } from "@20minutes/s3rver";

/** How a key is used just now, so that one request at a time works on it. */
class KeyTurns {
  private readonly last = new Map<string, Promise<void>>();
  private readonly written = new Set<string>();

  isBeingWritten(key: string): boolean {
    return this.written.has(key);
  }

  async take<T>(key: string, isWrite: boolean, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key) ?? Promise.resolve();
    const turn = Promise.withResolvers<void>();
    this.last.set(key, turn.promise);
    await before;
    if (isWrite) this.written.add(key);
    try {
      return await work();
    } finally {
      this.written.delete(key);
      if (this.last.get(key) === turn.promise) this.last.delete(key);
      turn.resolve();
    }
  }
}

/**
 * Adds to s3rver what S3 has beyond it: writes with If-None-Match: * and If-Match, and contents that are replaced as a whole or not
 * at all, also where a client dies in the middle of sending.
 *
 * A condition that does not hold is 412 PreconditionFailed, If-Match on a key without an object 404 NoSuchKey, and a condition while
 * another write of the key is under way 409 ConditionalRequestConflict.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html (read 2026-11)
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html (read 2026-11)
 */
export function addConditionalWrites(server: S3rver): void {
  replaceAsAWhole(server);
  const turns = new KeyTurns();
  server.middleware.unshift(async (context, next) => {
    const path = context.path;
    const isObject = /^\/[^/]+\/./.test(path);
    if (!isObject || "partNumber" in context.query || "uploads" in context.query) return await next();
    const isWrite = context.method !== "GET" && context.method !== "HEAD";
    const condition = isWrite ? conditionOf(context) : undefined;
    if (condition === undefined) return await turns.take(path, isWrite, next);
    if (condition === "unknown") return refuse(context, 501, "NotImplemented");
    if (turns.isBeingWritten(path)) return refuse(context, 409, "ConditionalRequestConflict");
    await turns.take(path, true, async () => {
      const found = await etagAt(server, path);
      const why = whyNot(condition, found);
      if (why === undefined) await next();
      else refuse(context, ...why);
    });
  });
}

type Condition = { readonly absent: true } | { readonly etag: string };

function conditionOf({ headers }: Context): Condition | "unknown" | undefined {
  const [noneMatch, match] = [headers["if-none-match"], headers["if-match"]];
  if (noneMatch === undefined && match === undefined) return undefined;
  if (noneMatch !== undefined && match !== undefined) return "unknown";
  if (match !== undefined) return { etag: match.replaceAll('"', "") };
  return noneMatch === "*" ? { absent: true } : "unknown";
}

function whyNot(condition: Condition, found: string | undefined): [number, string] | undefined {
  if ("absent" in condition) return found === undefined ? undefined : [412, "PreconditionFailed"];
  if (found === undefined) return [404, "NoSuchKey"];
  return found === condition.etag ? undefined : [412, "PreconditionFailed"];
}

async function etagAt(server: S3rver, path: string): Promise<string | undefined> {
  const [, bucket = "", ...key] = path.split("/");
  try {
    const { etag } = await server.store.getMetadata(bucket, decodeURIComponent(key.join("/")));
    return etag.replaceAll('"', "");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

export function refuse(context: Context, status: number, code: string): void {
  // What is still to be sent is read, so that the answer gets through.
  context.req.resume();
  context.status = status;
  context.type = "application/xml";
  context.body = `<Error><Code>${code}</Code><Message>refused by the test bucket</Message></Error>`;
}

/** s3rver writes over what stands there, and leaves half of it when the client goes away. */
function replaceAsAWhole({ store }: S3rver): void {
  const write = store.putContent.bind(store);
  let writes = 0;
  store.putContent = async (path, content) => {
    writes += 1;
    const partial = `${path}.partial-${writes}`;
    try {
      const written = await write(partial, content);
      await rename(partial, path);
      return written;
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  };
}
