import { readTarget } from "../http/read-target.ts";
import { FakeError } from "../operations/fake-error.ts";
import { ALGORITHM, type Claim, toHeaderNames } from "./claim.ts";
import { parseCredential } from "./credential-scope.ts";
import { parseSigningTime } from "./signing-time.ts";

const LONGEST_SECONDS = 7 * 24 * 60 * 60;
const REQUIRED = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Signature"];

/** Whether a request's query is about its signature. */
export function isPresigned(target: string): boolean {
  return /[?&]X-Amz-(Algorithm|Credential|Signature)=/.test(target);
}

/**
 * Reads a signature from the query of a presigned URL. AWS's texts for those are unknown.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html (read 2026-11)
 * @throws {FakeError} something is missing or malformed.
 */
export function parsePresigned(target: string): Claim {
  const query = readTarget(target).query();
  const member = (name: string): string => query[name] ?? "";
  const missing = REQUIRED.filter((name) => member(name) === "");
  if (missing.length > 0) throw incomplete(`must include ${missing.map((name) => `'${name}'`).join(", ")}.`);
  if (member("X-Amz-Algorithm") !== ALGORITHM) throw incomplete(`must have 'X-Amz-Algorithm' ${ALGORITHM}.`);
  return {
    ...parseCredential(member("X-Amz-Credential")),
    signature: member("X-Amz-Signature"),
    signedHeaders: toHeaderNames(member("X-Amz-SignedHeaders")),
    signedAt: parseSigningTime(member("X-Amz-Date"), false),
    mustBeSigned: ["Host"],
    sessionToken: query["X-Amz-Security-Token"],
    validForSeconds: parseExpires(query["X-Amz-Expires"]),
  };
}

function parseExpires(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (seconds >= 1 && seconds <= LONGEST_SECONDS) return seconds;
  throw incomplete(`must have 'X-Amz-Expires' from 1 to ${LONGEST_SECONDS} seconds.`);
}

function incomplete(problem: string): FakeError {
  return new FakeError("IncompleteSignatureException", `AWS query-string parameters ${problem}`);
}
