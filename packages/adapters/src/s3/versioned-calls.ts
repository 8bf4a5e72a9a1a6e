import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { isSourceError } from "@attached-files/core";
import { GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { isNotThere, s3Call } from "./to-s3-error.ts";
import type { VersionedStore, VersionedText } from "./versioned-store.ts";

export interface VersionedCalls {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly encryption: Readonly<Record<string, string>>;
  /** A download in which nothing arrives for so long is begun anew. */
  readonly idleTimeoutMs: number;
  readonly mostTextBytes: number;
}

const DOWNLOADS = 3;

/** Reads and writes that know of versions. */
export function versionedCalls(calls: VersionedCalls): Pick<VersionedStore, "readVersion" | "putTextIf" | "fetchFile"> {
  const { s3, bucket, encryption, mostTextBytes } = calls;
  const at = (key: string) => ({ Bucket: bucket, Key: key });
  return {
    async readVersion(key, { signal } = {}) {
      const command = new GetObjectCommand(at(key));
      const told = serverClockOf(command);
      return await unlessNotThere(() =>
        s3Call("GetObject", signal, async (abortSignal): Promise<VersionedText> => {
          const found = await s3.send(command, { abortSignal });
          const { Body, ETag, LastModified, ContentLength = 0 } = found;
          if (ContentLength > mostTextBytes) throw new Error(`${key} has ${ContentLength} bytes, and is no text`);
          if (ETag === undefined || LastModified === undefined) {
            throw new Error(`the store told of ${key} neither entity tag nor time`);
          }
          const text = (await Body?.transformToString()) ?? "";
          return { text, etag: ETag, modifiedAt: LastModified, answeredAt: told() };
        }),
      );
    },
    async putTextIf(key, body, { contentType, metadata }, condition, { signal } = {}) {
      const put = { ...at(key), ...encryption, Body: body, ContentType: contentType, Metadata: { ...metadata } };
      const when = "absent" in condition ? { IfNoneMatch: "*" } : { IfMatch: condition.etag };
      const command = new PutObjectCommand({ ...put, ...when, ChecksumAlgorithm: "SHA256" });
      try {
        return await s3Call("PutObject", signal, async (abortSignal) => {
          const { ETag } = await s3.send(command, { abortSignal });
          if (ETag === undefined) throw new Error(`the store told no entity tag of ${key}`);
          return ETag;
        });
      } catch (error) {
        if (isNotThere(error) || hasNotHeld(error)) return undefined;
        throw error;
      }
    },
    async fetchFile(key, path, { signal } = {}) {
      for (let download = 1; ; download += 1) {
        try {
          return await unlessNotThere(() => fetchOnce(calls, key, path, signal));
        } catch (error) {
          if (!isSourceError(error) || !error.retryable || download >= DOWNLOADS) throw error;
        }
      }
    },
  };
}

/** The condition did not hold, or another write of the key was under way. */
function hasNotHeld(error: unknown): boolean {
  if (!isSourceError(error)) return false;
  return error.awsErrorName === "PreconditionFailed" || error.awsErrorName === "ConditionalRequestConflict";
}

async function unlessNotThere<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isNotThere(error)) return undefined;
    throw error;
  }
}

/** Whoever answers over HTTP says when; the SDK hands that on to nobody. */
function serverClockOf(command: GetObjectCommand): () => Date | undefined {
  let date: string | undefined;
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      date = (result.response as { headers?: Readonly<Record<string, string>> }).headers?.date;
      return result;
    },
    { step: "deserialize", name: "serverClock", priority: "low" },
  );
  return () => {
    const answeredAt = new Date(date ?? Number.NaN);
    return Number.isNaN(answeredAt.getTime()) ? undefined : answeredAt;
  };
}

async function fetchOnce(
  { s3, bucket, idleTimeoutMs }: VersionedCalls,
  key: string,
  path: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly sizeBytes: number; readonly sha256: string }> {
  let ofTheDisk: { readonly error: unknown } | undefined;
  const onDisk = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      ofTheDisk = { error };
      throw error;
    }
  };
  const idle = new AbortController();
  const stalled = (): void => {
    const error = new Error(`nothing arrived for ${idleTimeoutMs / 1000} seconds`);
    idle.abort(Object.assign(error, { name: "TimeoutError" }));
  };
  let timer = setTimeout(stalled, idleTimeoutMs);
  try {
    return await s3Call("GetObject", signal, async (abortSignal) => {
      const ending = AbortSignal.any([abortSignal, idle.signal]);
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: ending });
      const file = await onDisk(open(path, "w"));
      try {
        const hash = createHash("sha256");
        let sizeBytes = 0;
        for await (const chunk of (Body ?? []) as AsyncIterable<Uint8Array>) {
          clearTimeout(timer);
          ending.throwIfAborted();
          hash.update(chunk);
          sizeBytes += chunk.length;
          // A single write may take in less than it is given, as on a disk that is about to be full.
          await onDisk(file.appendFile(chunk));
          timer = setTimeout(stalled, idleTimeoutMs);
        }
        return { sizeBytes, sha256: hash.digest("hex") };
      } finally {
        await onDisk(file.close());
      }
    });
  } catch (error) {
    throw ofTheDisk === undefined ? error : ofTheDisk.error;
  } finally {
    clearTimeout(timer);
  }
}
