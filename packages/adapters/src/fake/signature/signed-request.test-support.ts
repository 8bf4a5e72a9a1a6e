import type { RawRequest } from "./authenticate.ts";
import { sha256 } from "./canonical-request.ts";
import type { FakeCredentials } from "./credentials.ts";
import { computeSignature } from "./signature.ts";

export const KEY: FakeCredentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
};

/** When requests are signed where nothing else is said. */
export const SIGNED_AT = "20261101T120000Z";

/** What to sign, and with what; each part may be wrong. */
export interface Signing {
  readonly key?: FakeCredentials;
  readonly signedAt?: string;
  readonly date?: string;
  readonly region?: string;
  readonly service?: string;
  readonly terminator?: string;
  readonly target?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Headers that are sent but not signed. */
  readonly unsigned?: readonly string[];
  readonly payloadHash?: string;
}

/** A POST to Connect, signed in its Authorization header. */
export function signed(signing: Signing = {}): RawRequest {
  const { key = KEY, signedAt = SIGNED_AT, target = "/attached-files/i-1?b=2&a=1", body = "{}" } = signing;
  const { region = "eu-central-1", service = "connect", terminator = "aws4_request" } = signing;
  const scope = { date: signing.date ?? signedAt.slice(0, 8), region, service, terminator };
  const sent: Record<string, string> = { host: "fake", "x-amz-date": signedAt, ...signing.headers };
  if (key.sessionToken !== undefined) sent["x-amz-security-token"] = key.sessionToken;
  const signedHeaders = Object.keys(sent).filter((name) => !signing.unsigned?.includes(name));
  const payloadHash = signing.payloadHash ?? sha256(body);
  const parts = { method: "POST", target, headers: sent, signedHeaders, payloadHash };
  const credential = `${key.accessKeyId}/${Object.values(scope).join("/")}`;
  const signature = computeSignature(key.secretAccessKey, { scope, signedAt }, parts);
  const members = `Credential=${credential}, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`;
  const authorization = `AWS4-HMAC-SHA256 ${members}`;
  const raw = { method: "POST", target, body: Buffer.from(body), service: "connect" } as const;
  return { ...raw, headers: { ...sent, authorization } };
}

/** The same request with one of its headers changed, or without it. */
export function withHeader(request: RawRequest, name: string, value: string | undefined): RawRequest {
  const { [name]: _old, ...others } = request.headers;
  return { ...request, headers: value === undefined ? others : { ...others, [name]: value } };
}

/** The same request with its Authorization header changed. */
export function withAuthorization(request: RawRequest, from: string | RegExp, to: string): RawRequest {
  return withHeader(request, "authorization", request.headers.authorization?.replace(from, to));
}
