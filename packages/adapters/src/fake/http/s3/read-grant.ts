import type { IncomingMessage } from "node:http";
import { BYTES_PREFIX, isSignatureOf, parseAmzDate, type UrlGrant } from "../../life-cycle/signed-urls.ts";
import { S3Error } from "./s3-error.ts";

const UPLOAD_HEADERS = ["content-length", "content-type"] as const;

/**
 * Reads what a URL allows from the URL and the headers that it signs.
 *
 * @throws {S3Error} it was not signed by this fake for just this, or it has expired.
 */
export function readGrant(request: IncomingMessage, secret: Uint8Array, now: number): UrlGrant {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://fake");
  const [instanceId, fileId, ...more] = pathname.slice(BYTES_PREFIX.length).split("/").map(decode);
  const { method } = request;
  if (method !== "GET" && method !== "PUT") {
    throw new S3Error("MethodNotAllowed", 405, "The specified method is not allowed against this resource.");
  }
  const signedAt = parseAmzDate(searchParams.get("X-Amz-Date") ?? "");
  const expirySeconds = Number(searchParams.get("X-Amz-Expires") ?? "");
  if (!instanceId || !fileId || more.length > 0 || signedAt === undefined || !Number.isInteger(expirySeconds)) {
    throw new S3Error("AccessDenied", 403, "Access Denied");
  }
  const names = method === "PUT" ? UPLOAD_HEADERS : [];
  const headers = Object.fromEntries(names.map((name) => [name, request.headers[name] ?? ""]));
  const grant = { method, instanceId, fileId, signedAt, expirySeconds, headers } as const;
  if (!isSignatureOf(secret, grant, searchParams.get("X-Amz-Signature") ?? "")) {
    throw new S3Error(
      "SignatureDoesNotMatch",
      403,
      "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    );
  }
  if (now >= signedAt + expirySeconds * 1000) throw new S3Error("AccessDenied", 403, "Request has expired");
  return grant;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return "";
  }
}
