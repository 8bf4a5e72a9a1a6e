import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** What a signature covers. */
export interface SignedParts {
  readonly method: string;
  /** Path and query as they were written. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  /** Names in lower case. */
  readonly signedHeaders: readonly string[];
  /** SHA-256 of the body in hex, or `UNSIGNED-PAYLOAD`. */
  readonly payloadHash: string;
}

/**
 * A request in the one form that client and server must agree on, as every service but S3 has it.
 *
 * Node has joined headers that came more than once with `, `, where AWS joins with `,`: a client that repeats a signed
 * header is refused. None is known to.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html (read 2026-11)
 */
export function canonicalRequest(parts: SignedParts): string {
  const target = parts.target.replace(/^https?:\/\/[^/?]*/i, "");
  const mark = target.indexOf("?");
  const names = [...parts.signedHeaders].sort();
  return [
    parts.method,
    canonicalPath(mark === -1 ? target : target.slice(0, mark)),
    canonicalQuery(mark === -1 ? "" : target.slice(mark + 1)),
    ...names.map((name) => `${name}:${canonicalHeader(parts.headers, name)}`),
    "",
    names.join(";"),
    parts.payloadHash,
  ].join("\n");
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Dots and doubled slashes are resolved, and what is encoded already is encoded once more. */
function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(encode(segment));
  }
  return `/${segments.join("/")}${segments.length > 0 && path.endsWith("/") ? "/" : ""}`;
}

/**
 * Sorted by name, then by value. A bare `+` is read as a space, as the fake's operations read it; how AWS reads it here
 * is unknown, since its own clients write `%20` and `%2B`.
 */
function canonicalQuery(query: string): string {
  const members = query.split("&").filter((member) => member !== "" && !member.startsWith("X-Amz-Signature="));
  const pairs = members.map((member): [string, string] => {
    const [name = "", ...value] = member.replaceAll("+", "%20").split("=");
    return [encodeOnce(name), encodeOnce(value.join("="))];
  });
  pairs.sort(([a, b], [c, d]) => compare(a, c) || compare(b, d));
  return pairs.map(([name, value]) => `${name}=${value}`).join("&");
}

/** Leaves what is encoded already, but for needless encoding and small letters in it. Takes any text, valid or not. */
function encodeOnce(text: string): string {
  return text.replaceAll(/%[0-9A-Fa-f]{2}|[^%]|%/gu, (part) =>
    part.length === 3 ? encodeByte(Number.parseInt(part.slice(1), 16)) : encode(part),
  );
}

function encode(text: string): string {
  return [...Buffer.from(text)].map(encodeByte).join("");
}

function encodeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  return /[A-Za-z0-9._~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}

/** Empty where the request has no such header, so that its signature does not match. */
function canonicalHeader(headers: IncomingHttpHeaders, name: string): string {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  const text = Array.isArray(value) ? value.join(",") : (value ?? "");
  return text.replaceAll(/[ \t]+/g, " ").replaceAll(/^ | $/g, "");
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
