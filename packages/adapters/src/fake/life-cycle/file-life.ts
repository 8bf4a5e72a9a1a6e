/** Where an uploaded file stands. Files that are put into the fake as they are have no stages. */
export type FileStage =
  | "pending-upload"
  | "upload-expired"
  | "uploaded"
  | "scanning"
  | "approved"
  | "rejected"
  | "failed"
  | "deleted";

/** What a scanner may find. */
export type Verdict = "APPROVED" | "REJECTED" | "FAILED";

/** What has happened to a file since its upload was started. Times are milliseconds since 1970. */
export interface FileLife {
  /** From then on, the upload's URL is refused. */
  readonly uploadUntil: number;
  readonly uploadedAt?: number;
  /** Set once the upload was completed: what the scanner finds, and when it has found it. */
  readonly scan?: { readonly verdict: Verdict; readonly endsAt: number };
}

/** The life cycle: from which stage, by what, to which. There are no other ways. */
export const TRANSITIONS: readonly (readonly [from: FileStage | "nothing", by: string, to: FileStage])[] = [
  ["nothing", "StartAttachedFileUpload", "pending-upload"],
  ["pending-upload", "PUT of the bytes", "uploaded"],
  ["pending-upload", "the URL expires", "upload-expired"],
  ["uploaded", "PUT of the bytes, again", "uploaded"],
  ["uploaded", "CompleteAttachedFileUpload", "scanning"],
  ["nothing", "CreateAttachedFile", "scanning"],
  ["scanning", "the scanner approves", "approved"],
  ["scanning", "the scanner rejects", "rejected"],
  ["scanning", "the scanner fails", "failed"],
  ["pending-upload", "DeleteAttachedFile", "deleted"],
  ["upload-expired", "DeleteAttachedFile", "deleted"],
  ["uploaded", "DeleteAttachedFile", "deleted"],
  ["scanning", "DeleteAttachedFile", "deleted"],
  ["approved", "DeleteAttachedFile", "deleted"],
  ["rejected", "DeleteAttachedFile", "deleted"],
  ["failed", "DeleteAttachedFile", "deleted"],
];

const STAGE_OF_VERDICT = { APPROVED: "approved", REJECTED: "rejected", FAILED: "failed" } as const;

/** The stage at a moment: time alone ends a scan and expires a URL, so nothing needs to run in between. */
export function stageAt(life: FileLife, now: number): Exclude<FileStage, "deleted"> {
  if (life.scan !== undefined) return now < life.scan.endsAt ? "scanning" : STAGE_OF_VERDICT[life.scan.verdict];
  if (life.uploadedAt !== undefined) return "uploaded";
  return now < life.uploadUntil ? "pending-upload" : "upload-expired";
}

/**
 * What the wire calls each stage. The model lists four statuses. Which of them a file has before its bytes are there is
 * published nowhere, so these two can be set; AWS's own agent workspace knows PENDING_UPLOAD and UPLOAD_EXPIRED.
 */
export interface StageNames {
  /** @default PROCESSING */
  readonly pendingUpload: string;
  /** @default FAILED */
  readonly uploadExpired: string;
}

export const STAGE_NAMES: StageNames = { pendingUpload: "PROCESSING", uploadExpired: "FAILED" };

/** The FileStatus of a file at a moment. */
export function statusAt(life: FileLife, now: number, names: StageNames): string {
  switch (stageAt(life, now)) {
    case "pending-upload":
      return names.pendingUpload;
    case "upload-expired":
      return names.uploadExpired;
    case "approved":
      return "APPROVED";
    case "rejected":
      return "REJECTED";
    case "failed":
      return "FAILED";
    default:
      return "PROCESSING";
  }
}
