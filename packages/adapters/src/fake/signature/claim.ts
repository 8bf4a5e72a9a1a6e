import type { CredentialScope } from "./credential-scope.ts";

/** What a request says of its own signature, before anything of it is believed. */
export interface Claim {
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  /** Names in lower case. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** As `20150830T123600Z`. */
  readonly signedAt: string;
  /** Headers of which one must be signed with the rest, each as AWS spells it in its texts. */
  readonly mustBeSigned: readonly string[];
  readonly sessionToken: string | undefined;
  /** How long a presigned URL is valid; undefined for a signature in a header. */
  readonly validForSeconds: number | undefined;
}

export const ALGORITHM = "AWS4-HMAC-SHA256";

export function toHeaderNames(written: string): readonly string[] {
  return written.toLowerCase().split(";");
}
