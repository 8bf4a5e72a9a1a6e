import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { FakeError } from "../operations/fake-error.ts";
import { ALGORITHM, type Claim, toHeaderNames } from "./claim.ts";
import { parseCredential } from "./credential-scope.ts";
import { parseSigningTime } from "./signing-time.ts";

/**
 * Reads a signature from the Authorization header. Everything that is missing is named at once, as AWS does.
 *
 * AWS ends its text with the header, since some time with its hash; here it is always the hash, because a header that is
 * no signature may be a password.
 *
 * @see https://github.com/aws/chalice/issues/828 for AWS's text (read 2026-11)
 * @throws {FakeError} something is missing or malformed.
 */
export function parseAuthorization(authorization: string, headers: IncomingHttpHeaders): Claim {
  const members = parseMembers(authorization);
  const credential = members.get("Credential");
  const signature = members.get("Signature");
  const signedHeaders = members.get("SignedHeaders");
  const amzDate = toText(headers["x-amz-date"]);
  const date = amzDate ?? headers.date;
  if (!credential || !signature || !signedHeaders || !date) {
    const missing = Object.entries({ Credential: credential, Signature: signature, SignedHeaders: signedHeaders })
      .filter(([, value]) => !value)
      .map(([name]) => `Authorization header requires '${name}' parameter.`);
    if (!date) {
      missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
    }
    throw incomplete(missing.join(" "), authorization);
  }
  return {
    ...parseCredential(credential),
    signature,
    signedHeaders: toHeaderNames(signedHeaders),
    signedAt: parseSigningTime(date, amzDate === undefined),
    mustBeSigned: ["Host", amzDate === undefined ? "Date" : "X-Amz-Date"],
    sessionToken: toText(headers["x-amz-security-token"]),
    validForSeconds: undefined,
  };
}

/** The members behind the algorithm; none where it is another scheme. */
function parseMembers(authorization: string): ReadonlyMap<string, string> {
  const [algorithm, ...members] = authorization.split(/[\s,]+/).filter((part) => part !== "");
  if (algorithm !== ALGORITHM) return new Map();
  return new Map(
    members.map((member) => {
      const at = member.indexOf("=");
      // AWS repeats the part; it may be a secret.
      if (at === -1) throw incomplete("A part is not a valid key=value pair (missing equal-sign).", authorization);
      return [member.slice(0, at), member.slice(at + 1)];
    }),
  );
}

function incomplete(problem: string, authorization: string): FakeError {
  const hash = createHash("sha256").update(authorization).digest("base64");
  return new FakeError(
    "IncompleteSignatureException",
    `${problem} (Hashed with SHA-256 and encoded with Base64) Authorization=${hash}`,
  );
}

function toText(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(",") : header;
}
