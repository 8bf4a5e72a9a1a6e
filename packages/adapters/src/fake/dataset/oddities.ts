import type { FileAnswer } from "../connect-state/attached-files.ts";
import type { WireObject } from "../connect-state/wire.ts";
import { HOSTILE_NAMES } from "./file-names.ts";

/** How a file of the dataset differs from a plain one. */
export interface Oddity {
  readonly members?: WireObject;
  readonly answer?: FileAnswer;
}

/**
 * What real answers hold, or could by their model, and a reader must survive. One of them falls on every few hundredth
 * file, in turn, so that any dataset of some size has each.
 */
export const ODDITIES: readonly Oddity[] = [
  {
    answer: {
      kind: "error",
      error: { ErrorCode: "AccessDeniedException", ErrorMessage: "Not allowed by a tag-based policy." },
    },
  },
  { answer: { kind: "nothing" } },
  { members: { FileStatus: "PENDING_UPLOAD" } },
  { members: { FileUseCaseType: "SCREEN_RECORDING" } },
  { members: { CreatedBy: { ServicePrincipal: "connect-campaigns.amazonaws.com" } } },
  { members: { RetentionLabel: "litigation-hold" } },
  { members: { FileSizeInBytes: 5_368_709_120 } },
  {
    answer: {
      kind: "error",
      error: { ErrorCode: "ResourceNotFoundException", ErrorMessage: "The attached file does not exist." },
    },
  },
  { members: { FileStatus: "UPLOAD_EXPIRED" } },
  { members: { CreatedBy: undefined, FileUseCaseType: undefined } },
  { answer: { kind: "error", error: { ErrorMessage: "An error without a code." } } },
  { members: { FileUseCaseType: "CONTACT_ANALYSIS" } },
  ...HOSTILE_NAMES.map((FileName) => ({ members: { FileName } })),
];
