import type { OpenEnum } from "../attached-file/open-enum.ts";

/**
 * What the rules of size and extension are set for, each by itself, in the service model of October 2026.
 *
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_AttachedFilesConfiguration.html (read 2026-11)
 */
export const ATTACHMENT_SCOPES = ["EMAIL", "CHAT", "CASE", "TASK"] as const;

/** What a file is attached to, for the rules of size and extension. An open enum. */
export type AttachmentScope = OpenEnum<(typeof ATTACHMENT_SCOPES)[number]>;

const KNOWN: ReadonlySet<string> = new Set(ATTACHMENT_SCOPES);

/** Whether the scope is one of the model's. Case matters, as on the wire. */
export function isKnownAttachmentScope(scope: string): scope is (typeof ATTACHMENT_SCOPES)[number] {
  return KNOWN.has(scope);
}
