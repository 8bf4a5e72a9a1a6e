import { parseArn } from "../arn/arn.ts";
import { isPlainObject } from "../attached-file/read-member.ts";
import { type Issue, ok, type Result, refuse, show } from "../validation/result.ts";
import { type StandardSchema, standardSchema } from "../validation/standard-schema.ts";
import { checkText, LIMITS } from "./limits.ts";

/** One call of BatchGetAttachedFileMetadata: up to 100 files of one resource. */
export interface MetadataRequest {
  /** 1–100 characters. */
  readonly instanceId: string;
  /** An ARN; a case, or what newer models add. */
  readonly associatedResourceArn: string;
  /** 1–100 ids, each of 1–256 characters. */
  readonly fileIds: readonly string[];
}

/**
 * Checks a request against the operation's limits, with every issue at once and no call made. Of wrong file ids the first
 * 100 are told one by one: somebody who gives thousands has made one mistake.
 */
export function parseMetadataRequest(input: unknown): Result<MetadataRequest> {
  if (!isPlainObject(input)) {
    const expected = "an object with instanceId, associatedResourceArn and fileIds";
    return refuse([{ path: "", expected, received: show(input) }]);
  }
  const { instanceId, associatedResourceArn, fileIds } = input;
  const issues: Issue[] = [...checkText(instanceId, "instanceId", LIMITS.instanceIdLength)];
  const arn = parseArn(associatedResourceArn, "associatedResourceArn");
  if (!arn.ok) issues.push(...arn.issues);
  issues.push(...checkFileIds(fileIds));
  if (issues.length > 0) return refuse(issues);
  return ok({
    instanceId: instanceId as string,
    associatedResourceArn: associatedResourceArn as string,
    // A copy: what was checked must not change before it is sent.
    fileIds: [...(fileIds as string[])],
  });
}

/** `parseMetadataRequest` for libraries that speak Standard Schema. */
export const metadataRequestSchema: StandardSchema<MetadataRequest> = standardSchema(parseMetadataRequest);

const MOST_WRONG_IDS_TOLD = 100;

function checkFileIds(fileIds: unknown): readonly Issue[] {
  const { least, most } = LIMITS.fileIdsPerCall;
  const expected = `a list of ${least} to ${most} file ids`;
  if (!Array.isArray(fileIds)) return [{ path: "fileIds", expected, received: show(fileIds) }];
  const issues: Issue[] = [];
  if (fileIds.length < least || fileIds.length > most) {
    issues.push({ path: "fileIds", expected, received: show(fileIds) });
  }
  const wrongIds: Issue[] = [];
  for (const [index, fileId] of fileIds.entries()) {
    if (wrongIds.length === MOST_WRONG_IDS_TOLD) {
      const received = `${MOST_WRONG_IDS_TOLD} wrong ids, and those from fileIds[${index}] on were not looked at`;
      issues.push({ path: "fileIds", expected: "no wrong ids", received });
      break;
    }
    wrongIds.push(...checkText(fileId, `fileIds[${index}]`, LIMITS.fileIdLength));
  }
  return [...issues, ...wrongIds];
}
