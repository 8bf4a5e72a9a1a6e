import type { OpenEnum } from "./open-enum.ts";

/**
 * The use cases in the service model of October 2026. The first page of documentation knew ATTACHMENT alone.
 *
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_AttachedFile.html (read 2026-11)
 */
export const FILE_USE_CASE_TYPES = [
  "ATTACHMENT",
  "EMAIL_MESSAGE",
  "EMAIL_MESSAGE_PLAIN_TEXT",
  "EMAIL_MESSAGE_REDACTED",
  "EMAIL_MESSAGE_PLAIN_TEXT_REDACTED",
  "CONTACT_ANALYSIS",
  "VOICE_RECORDING",
] as const;

/** What a file is for. An open enum. */
export type FileUseCaseType = OpenEnum<(typeof FILE_USE_CASE_TYPES)[number]>;

const KNOWN: ReadonlySet<string> = new Set(FILE_USE_CASE_TYPES);

/** Whether the use case is one of the model's. Case matters, as on the wire. */
export function isKnownFileUseCaseType(useCase: string): useCase is (typeof FILE_USE_CASE_TYPES)[number] {
  return KNOWN.has(useCase);
}
