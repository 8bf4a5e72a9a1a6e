import { createHmac, timingSafeEqual } from "node:crypto";
import type { WireObject } from "../connect-state/wire.ts";
import { mediaTypeOf } from "./media-type.ts";

/** Where the fake keeps bytes, in place of S3: `/_s3/{instanceId}/{fileId}`. */
export const BYTES_PREFIX = "/_s3/";

/** What a URL is good for. */
export interface UrlGrant {
  readonly method: "GET" | "PUT";
  readonly instanceId: string;
  readonly fileId: string;
  /** Milliseconds since 1970. */
  readonly signedAt: number;
  readonly expirySeconds: number;
  /** Of an upload: headers that must be sent just so. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface UrlRequest {
  readonly instanceId: string;
  readonly fileId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly expirySeconds: number;
}

/** The URL for the bytes of an upload, as `UploadUrlMetadata`. Their number and type are part of what is signed. */
export function uploadUrl(
  secret: Uint8Array,
  endpoint: string,
  request: UrlRequest & { readonly fileName: string; readonly sizeBytes: number },
): WireObject {
  const headers = { "content-length": String(request.sizeBytes), "content-type": mediaTypeOf(request.fileName) };
  return { ...signedUrl(secret, endpoint, "PUT", request, headers), HeadersToInclude: headers };
}

/** The URL that a file's bytes can be had from, as `DownloadUrlMetadata`. */
export function downloadUrl(secret: Uint8Array, endpoint: string, request: UrlRequest): WireObject {
  return signedUrl(secret, endpoint, "GET", request, {});
}

function signedUrl(
  secret: Uint8Array,
  endpoint: string,
  method: UrlGrant["method"],
  { instanceId, fileId, now, expirySeconds }: UrlRequest,
  headers: UrlGrant["headers"],
): WireObject {
  const grant = { method, instanceId, fileId, signedAt: now, expirySeconds, headers };
  const query = new URLSearchParams({
    "X-Amz-Date": amzDate(now),
    "X-Amz-Expires": String(expirySeconds),
    "X-Amz-SignedHeaders": ["host", ...Object.keys(headers)].sort().join(";"),
    "X-Amz-Signature": signatureOf(secret, grant).toString("hex"),
  });
  const path = `${BYTES_PREFIX}${encodeURIComponent(instanceId)}/${encodeURIComponent(fileId)}`;
  return { Url: `${endpoint}${path}?${query}`, UrlExpiry: new Date(now + expirySeconds * 1000).toISOString() };
}

/** Whether a URL was signed by this fake for just this. */
export function isSignatureOf(secret: Uint8Array, grant: UrlGrant, signature: string): boolean {
  const expected = signatureOf(secret, grant);
  const given = Buffer.from(signature, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function signatureOf(secret: Uint8Array, grant: UrlGrant): Buffer {
  const { method, instanceId, fileId, signedAt, expirySeconds, headers } = grant;
  // To the second, as the date in a URL has it.
  const signed = [method, instanceId, fileId, amzDate(signedAt), expirySeconds, Object.entries(headers).sort()];
  return createHmac("sha256", secret).update(JSON.stringify(signed)).digest();
}

/** `20261101T000000Z` */
function amzDate(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

/** @returns milliseconds since 1970, or undefined where the text is no such date. */
export function parseAmzDate(text: string): number | undefined {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? undefined : at;
}
