import { parseArn } from "../arn/arn.ts";
import { parseFileArn } from "../arn/resource-arns.ts";
import { checkText, LIMITS } from "../batch/limits.ts";
import { type Issue, ok, refuse, type Result, show } from "../validation/result.ts";

/** A file that we know exists or existed: the three things that BatchGetAttachedFileMetadata must be told. */
export interface FileReference {
  /** 1–100 characters. */
  readonly instanceId: string;
  /** ARN of the case (or email contact) that the file is attached to. */
  readonly associatedResourceArn: string;
  /** 1–256 characters. */
  readonly fileId: string;
}

/** What names a reference among all others; equal keys, equal references. */
export function referenceKey(reference: FileReference): string {
  return JSON.stringify([reference.instanceId, reference.associatedResourceArn, reference.fileId]);
}

/** The loose form in lists that people make: a file ARN may stand for instance and file id. */
export interface ReferenceFields {
  readonly instance_id?: unknown;
  readonly associated_resource_arn?: unknown;
  readonly file_id?: unknown;
  readonly file_arn?: unknown;
}

/**
 * Reads one line of a list of references. `file_arn`, or an ARN in the place of `file_id`, gives instance and file id;
 * an instance id beside it must agree.
 */
export function parseFileReference(fields: ReferenceFields): Result<FileReference> {
  const issues: Issue[] = [];
  const given = blankToAbsent(fields.instance_id);
  const arnText = blankToAbsent(fields.file_arn) ?? (isArnText(fields.file_id) ? fields.file_id : undefined);
  let instanceId = given;
  let fileId = blankToAbsent(fields.file_id);
  if (arnText !== undefined) {
    const arn = parseFileArn(arnText, fields.file_arn === undefined ? "file_id" : "file_arn");
    if (!arn.ok) return refuse([...arn.issues, ...resourceIssues(fields.associated_resource_arn)]);
    instanceId = arn.value.instanceId;
    if (given !== undefined && given !== instanceId) {
      issues.push({ path: "instance_id", expected: `the instance of the file ARN, ${instanceId}`, received: show(given) });
    }
    if (fileId !== undefined && fileId !== arnText && fileId !== arn.value.fileId) {
      issues.push({ path: "file_id", expected: `the file of the file ARN, ${arn.value.fileId}`, received: show(fileId) });
    }
    fileId = arn.value.fileId;
  }
  issues.push(...checkText(instanceId, "instance_id", LIMITS.instanceIdLength));
  issues.push(...resourceIssues(fields.associated_resource_arn));
  issues.push(...checkText(fileId, "file_id", LIMITS.fileIdLength));
  if (issues.length > 0) return refuse(issues);
  return ok({
    instanceId: instanceId as string,
    associatedResourceArn: fields.associated_resource_arn as string,
    fileId: fileId as string,
  });
}

function resourceIssues(resource: unknown): readonly Issue[] {
  const arn = parseArn(blankToAbsent(resource), "associated_resource_arn");
  return arn.ok ? [] : arn.issues;
}

function isArnText(value: unknown): value is string {
  return typeof value === "string" && value.startsWith("arn:");
}

/** An empty cell of a table says nothing; it does not say ''. */
function blankToAbsent(value: unknown): unknown {
  return value === "" || value === null ? undefined : value;
}
