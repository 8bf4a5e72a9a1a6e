import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { canonicalRequest, type SignedParts, sha256 } from "./canonical-request.ts";
import { ALGORITHM, type Claim } from "./claim.ts";

/**
 * Signs a request as AWS Signature Version 4 says.
 *
 * @returns the signature in hex.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html (read 2026-11)
 */
export function computeSignature(
  secretAccessKey: string,
  { scope, signedAt }: Pick<Claim, "scope" | "signedAt">,
  parts: SignedParts,
): string {
  const elements = [scope.date, scope.region, scope.service, scope.terminator];
  const text = [ALGORITHM, signedAt, elements.join("/"), sha256(canonicalRequest(parts))].join("\n");
  const key = elements.reduce<Buffer | string>(hmac, `AWS4${secretAccessKey}`);
  return hmac(key, text).toString("hex");
}

/** Whether two secret texts are the same; takes as long where they are not. */
export function isSame(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
