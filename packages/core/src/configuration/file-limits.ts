import { ATTACHMENT_SCOPES } from "./attachment-scope.ts";
import type { AttachedFilesConfiguration } from "./configurations-answer.ts";

/** What a file is attached to, as far as the ARN of its resource tells. */
export const RESOURCE_KINDS = ["case", "contact"] as const;

/** What a file is attached to, as far as the ARN of its resource tells. */
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/**
 * The use case that limits are for; files that tell none count as attachments. Messages, recordings and analyses are made
 * by the service itself: that they keep to the limits is documented nowhere.
 */
export const LIMITED_USE_CASE = "ATTACHMENT";

/** What a file must keep to; a member that is not there is not known, or says nothing. */
export interface FileLimits {
  /** At least 1. */
  readonly maximumSizeBytes?: number | bigint;
  /** In small letters, sorted, each once; never none. */
  readonly allowedExtensions?: readonly string[];
}

/**
 * The limits of files on resources of a kind. Those of a case are its scope's own. The ARN of a contact does not tell an
 * email from a chat or a task: what is told is what none of them exceeds, once the rules of all are known.
 *
 * An empty list of extensions says nothing: whether it forbids every file is documented nowhere.
 */
export function limitsOf(configurations: readonly AttachedFilesConfiguration[], kind: ResourceKind): FileLimits {
  const that = configurations.filter(({ attachmentScope }) => (attachmentScope === "CASE") === (kind === "case"));
  const needed = kind === "case" ? ["CASE"] : ATTACHMENT_SCOPES.filter((scope) => scope !== "CASE");
  if (needed.some((scope) => !that.some(({ attachmentScope }) => attachmentScope === scope))) return {};
  const sizes = that.flatMap(({ maximumSizeLimitInBytes: size = 0 }) => (size >= 1 ? [size] : []));
  const lists = that.flatMap(({ allowedExtensions: list = [] }) => (list.length > 0 ? [list] : []));
  const extensions = new Set(lists.flat().map((extension) => extension.toLowerCase()));
  return {
    ...(sizes.length === that.length ? { maximumSizeBytes: largest(sizes) } : {}),
    ...(lists.length === that.length ? { allowedExtensions: [...extensions].sort() } : {}),
  };
}

function largest(sizes: readonly (number | bigint)[]): number | bigint {
  let most: number | bigint = 0;
  for (const size of sizes) if (size > most) most = size;
  return most;
}
