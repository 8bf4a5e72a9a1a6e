import { parseArn } from "@attached-files/core";
import type { Instance, StoredFile } from "../../connect-state/attached-files.ts";
import type { ConnectState } from "../../connect-state/connect-state.ts";
import { isWireObject, type WireObject } from "../../connect-state/wire.ts";
import { scanTagProblem } from "../../life-cycle/scanner.ts";
import { MemberCheck } from "../check-member.ts";
import { FakeError } from "../fake-error.ts";
import type { OperationInput } from "../operation.ts";

/** How Connect's attached-file operations refuse a request. */
export const check: MemberCheck = new MemberCheck("InvalidRequestException");

// As in the model of October 2026.
const TAG_KEY = /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

export function readInstanceId({ path }: OperationInput): string {
  return check.text(path.InstanceId, "InstanceId", 1, 100);
}

export function readFileId({ path }: OperationInput): string {
  return check.text(path.FileId, "FileId", 1, 256);
}

export function readResourceArn({ query }: OperationInput): string {
  const arn = query.associatedResourceArn ?? check.refuse("AssociatedResourceArn is required");
  if (!parseArn(arn).ok) check.refuse("AssociatedResourceArn must be a valid ARN");
  return arn;
}

export function readClientToken(body: WireObject): string | undefined {
  return check.optionalText(body.ClientToken, "ClientToken", 0, 500);
}

/** Seconds until a URL expires. */
export function readUrlExpiry(value: unknown): number {
  return check.optionalWhole(value, "UrlExpiryInSeconds", 5, 300) ?? 300;
}

/** @returns the tags, or undefined where there are none. */
export function readTags(value: unknown): WireObject | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isWireObject(value)) return check.refuse("Tags must be a map");
  const entries = Object.entries(value);
  if (entries.length < 1 || entries.length > 50) {
    return check.refuse(`Tags must have 1 to 50 entries, and has ${entries.length}`);
  }
  for (const [key, text] of entries) {
    check.text(key, "A key of Tags", 1, 128);
    if (!TAG_KEY.test(key)) check.refuse(`The tag key ${JSON.stringify(key)} has characters that tags may not have`);
    check.text(text, `The value of the tag ${JSON.stringify(key)}`, 0, 256);
  }
  const problem = scanTagProblem(value);
  return problem === undefined ? value : check.refuse(problem);
}

/** @throws {FakeError} ResourceNotFoundException. */
export function findInstance(state: ConnectState, instanceId: string): Instance {
  const instance = state.files.instances.get(instanceId);
  if (instance !== undefined) return instance;
  throw new FakeError("ResourceNotFoundException", `The instance ${instanceId} does not exist.`);
}

/** The file that a request names. @throws {FakeError} ResourceNotFoundException, of another resource's file too. */
export function findFile(state: ConnectState, input: OperationInput): StoredFile & FileKey {
  const instanceId = readInstanceId(input);
  const fileId = readFileId(input);
  const associatedResourceArn = readResourceArn(input);
  const stored = findInstance(state, instanceId).files.get(fileId);
  if (stored?.associatedResourceArn === associatedResourceArn) return { ...stored, instanceId, fileId };
  throw new FakeError("ResourceNotFoundException", `The attached file ${fileId} does not exist.`);
}

export interface FileKey {
  readonly instanceId: string;
  readonly fileId: string;
}
