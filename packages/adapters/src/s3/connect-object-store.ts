import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { DEFAULT_REQUEST_TIMEOUT_MS } from "../aws-client/aws-client-options.ts";
import { heedProxies } from "../aws-client/prepare-agents.ts";
import { setTimeouts } from "../aws-client/set-timeouts.ts";
import { toClientConfig } from "../aws-client/to-client-config.ts";
import { checkS3Options } from "./check-s3-options.ts";
import type { ListedObject } from "./object-store.ts";
import type { S3Options } from "./s3-options.ts";
import { cannotCopy, isNotThere, s3Call } from "./to-s3-error.ts";
import { uploadFile } from "./upload-file.ts";
import { versionedCalls } from "./versioned-calls.ts";
import type { VersionedStore } from "./versioned-store.ts";

const MOST_TEXT_BYTES = 64 * 1024 * 1024;
/** What S3 copies in one request, and removes in one. */
const MOST_COPIED_BYTES = 5 * 1024 ** 3;
const MOST_REMOVED = 1000;

/**
 * A bucket of S3, or of a server that speaks its language, through the official SDK.
 *
 * @throws {InvalidInputError} an option is wrong or unknown; nothing was opened.
 */
export function connectObjectStore(options: S3Options): VersionedStore {
  checkS3Options("connectObjectStore", options);
  const { bucket, pathStyle, kmsKeyId, partBytes, ...client } = options;
  const s3 = new S3Client({
    ...toClientConfig(client),
    forcePathStyle: pathStyle ?? client.endpoint !== undefined,
    // The bucket may be in another Region than the one that is configured.
    ...(client.endpoint === undefined ? { followRegionRedirects: true } : {}),
  });
  heedProxies(s3);
  const requestTimeoutMs = client.requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS;
  setTimeouts(s3, requestTimeoutMs, client.connectTimeoutMs);
  const encryption = kmsKeyId === undefined ? {} : { ServerSideEncryption: "aws:kms" as const, SSEKMSKeyId: kmsKeyId };
  const at = (key: string) => ({ Bucket: bucket, Key: key });

  async function* list(prefix: string, { signal }: { readonly signal?: AbortSignal | undefined } = {}) {
    let token: string | undefined;
    do {
      const input = { Bucket: bucket, Prefix: prefix, ...(token === undefined ? {} : { ContinuationToken: token }) };
      const page = await s3Call("ListObjectsV2", signal, (abortSignal) =>
        s3.send(new ListObjectsV2Command(input), { abortSignal }),
      );
      for (const { Key, Size, LastModified } of page.Contents ?? []) {
        if (Key !== undefined) {
          yield { key: Key, sizeBytes: Size ?? 0, modifiedAt: LastModified ?? new Date(0) } satisfies ListedObject;
        }
      }
      token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
  }

  const versions = { s3, bucket, encryption, idleTimeoutMs: requestTimeoutMs, mostTextBytes: MOST_TEXT_BYTES };
  return {
    ...versionedCalls(versions),
    list,
    async find(key, { signal } = {}) {
      try {
        const found = await s3Call("HeadObject", signal, (abortSignal) =>
          s3.send(new HeadObjectCommand(at(key)), { abortSignal }),
        );
        const { ContentLength = 0, LastModified = new Date(0), Metadata = {} } = found;
        return { key, sizeBytes: ContentLength, modifiedAt: LastModified, metadata: Metadata };
      } catch (error) {
        if (isNotThere(error)) return undefined;
        throw error;
      }
    },
    async readText(key, { signal } = {}) {
      try {
        return await s3Call("GetObject", signal, async (abortSignal) => {
          const { Body, ContentLength = 0 } = await s3.send(new GetObjectCommand(at(key)), { abortSignal });
          if (ContentLength > MOST_TEXT_BYTES) throw new Error(`${key} has ${ContentLength} bytes, and is no text`);
          return (await Body?.transformToString()) ?? "";
        });
      } catch (error) {
        if (isNotThere(error)) return undefined;
        throw error;
      }
    },
    async putText(key, body, { contentType, metadata }, { signal } = {}) {
      const put = { ...at(key), ...encryption, Body: body, ContentType: contentType, Metadata: { ...metadata } };
      const command = new PutObjectCommand({ ...put, ChecksumAlgorithm: "SHA256" });
      await s3Call("PutObject", signal, (abortSignal) => s3.send(command, { abortSignal }));
    },
    async putFile(key, file, { contentType, metadata }, { signal } = {}) {
      const put = { ...at(key), ...encryption, ContentType: contentType, Metadata: { ...metadata } };
      await s3Call("PutObject", signal, (abortSignal) => uploadFile(s3, put, file, partBytes, abortSignal));
    },
    async copy(from, to, { signal } = {}) {
      const source = `${bucket}/${from.split("/").map(encodeSegment).join("/")}`;
      const command = new CopyObjectCommand({ ...at(to), ...encryption, CopySource: source });
      try {
        const found = await s3Call("HeadObject", signal, (abortSignal) =>
          s3.send(new HeadObjectCommand(at(from)), { abortSignal }),
        );
        if ((found.ContentLength ?? 0) > MOST_COPIED_BYTES) return false;
        await s3Call("CopyObject", signal, (abortSignal) => s3.send(command, { abortSignal }));
        return true;
      } catch (error) {
        if (isNotThere(error) || cannotCopy(error)) return false;
        throw error;
      }
    },
    async remove(keys, { signal } = {}) {
      for (let first = 0; first < keys.length; first += MOST_REMOVED) {
        const Objects = keys.slice(first, first + MOST_REMOVED).map((Key) => ({ Key }));
        const command = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } });
        await s3Call("DeleteObjects", signal, async (abortSignal) => {
          const [refused] = (await s3.send(command, { abortSignal })).Errors ?? [];
          if (refused === undefined) return;
          const error = new Error(`${refused.Key}: ${refused.Code}, ${refused.Message}`);
          const httpStatusCode = refused.Code === "AccessDenied" ? 403 : 500;
          throw Object.assign(error, { name: refused.Code, $metadata: { httpStatusCode } });
        });
      }
    },
    async close() {
      s3.destroy();
    },
  };
}

/** '=' needs no encoding in a header, and is left for servers that decode less than S3. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replaceAll("%3D", "=");
}
