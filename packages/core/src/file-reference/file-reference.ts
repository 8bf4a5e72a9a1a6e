import { parseArn } from "../arn/arn.ts";
import { type FileArn, parseFileArn } from "../arn/resource-arns.ts";
import { isPlainObject } from "../attached-file/read-member.ts";
import { checkText, LIMITS } from "../batch/limits.ts";
import { cut, type Issue, ok, type Result, refuse, show } from "../validation/result.ts";

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
  if (!isPlainObject(fields)) {
    const expected = "an object with instance_id, associated_resource_arn and file_id";
    return refuse([{ path: "", expected, received: show(fields) }]);
  }
  const instanceId = blankToAbsent(fields.instance_id);
  const resource = blankToAbsent(fields.associated_resource_arn);
  const fileId = blankToAbsent(fields.file_id);
  const fileArn = blankToAbsent(fields.file_arn);
  const arnText = fileArn ?? (isArnText(fileId) ? fileId : undefined);
  if (arnText === undefined) {
    return checked({ instanceId, resource, fileId }, { instanceId: "instance_id", fileId: "file_id" }, []);
  }
  const path = fileArn === undefined ? "file_id" : "file_arn";
  const arn = parseFileArn(arnText, path);
  const beside = { instanceId, fileId: fileId === arnText ? undefined : fileId };
  if (!arn.ok) return refuse([...arn.issues, ...besideIssues(beside), ...resourceIssues(resource)]);
  const told = { instanceId: arn.value.instanceId, resource, fileId: arn.value.fileId };
  return checked(told, { instanceId: path, fileId: path }, disagreements(beside, arn.value));
}

interface Told {
  readonly instanceId: unknown;
  readonly resource: unknown;
  readonly fileId: unknown;
}

function checked(
  { instanceId, resource, fileId }: Told,
  paths: Readonly<Record<"instanceId" | "fileId", string>>,
  known: readonly Issue[],
): Result<FileReference> {
  const issues = [
    ...known,
    ...checkText(instanceId, paths.instanceId, LIMITS.instanceIdLength),
    ...resourceIssues(resource),
    ...checkText(fileId, paths.fileId, LIMITS.fileIdLength),
  ];
  if (issues.length > 0) return refuse(issues);
  return ok({
    instanceId: instanceId as string,
    associatedResourceArn: resource as string,
    fileId: fileId as string,
  });
}

/** What is wrong with what stands beside an ARN that cannot be read, and so could not be compared with it. */
function besideIssues(given: { instanceId: unknown; fileId: unknown }): readonly Issue[] {
  return [
    ...(given.instanceId === undefined ? [] : checkText(given.instanceId, "instance_id", LIMITS.instanceIdLength)),
    ...(given.fileId === undefined ? [] : checkText(given.fileId, "file_id", LIMITS.fileIdLength)),
  ];
}

/** Where what stands beside a file ARN says something else than the ARN. */
function disagreements(given: { instanceId: unknown; fileId: unknown }, arn: FileArn): readonly Issue[] {
  const issues: Issue[] = [];
  if (given.instanceId !== undefined && given.instanceId !== arn.instanceId) {
    const expected = `the instance of the file ARN, ${cut(arn.instanceId)}`;
    issues.push({ path: "instance_id", expected, received: show(given.instanceId) });
  }
  if (given.fileId !== undefined && given.fileId !== arn.fileId) {
    const expected = `the file of the file ARN, ${cut(arn.fileId)}`;
    issues.push({ path: "file_id", expected, received: show(given.fileId) });
  }
  return issues;
}

function resourceIssues(resource: unknown): readonly Issue[] {
  const arn = parseArn(resource, "associated_resource_arn");
  return arn.ok ? [] : arn.issues;
}

function isArnText(value: unknown): value is string {
  return typeof value === "string" && value.startsWith("arn:");
}

/** An empty cell of a table says nothing; it does not say ''. */
function blankToAbsent(value: unknown): unknown {
  return value === "" || value === null ? undefined : value;
}
