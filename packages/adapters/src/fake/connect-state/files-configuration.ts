/** What a file is attached to, for the rules of size and extension. */
export type AttachmentScope = "EMAIL" | "CHAT" | "CASE" | "TASK";

export const ATTACHMENT_SCOPES: readonly AttachmentScope[] = ["EMAIL", "CHAT", "CASE", "TASK"];

/** How large a file may be, and how its name may end. */
export interface FilesConfiguration {
  readonly maximumSizeBytes: number;
  /** Without dots. */
  readonly extensions: readonly string[];
  /** Milliseconds since 1970; undefined of the defaults. */
  readonly lastModifiedAt?: number;
}

/**
 * AWS's defaults.
 *
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/feature-limits.html (read 2026-11): 20 MB, these extensions
 */
export const DEFAULT_CONFIGURATION: FilesConfiguration = {
  maximumSizeBytes: 20 * 1024 * 1024,
  extensions: [
    ...["csv", "doc", "docx", "heic", "jfif", "jpeg", "jpg", "mov", "mp4", "pdf", "png", "ppt", "pptx", "rtf", "txt"],
    ...["wav", "xls", "xlsx"],
  ],
};
