import { createHash } from "node:crypto";
import { formatFileArn, parseContactArn } from "@attached-files/core";
import type { ConnectState } from "../../connect-state/connect-state.ts";
import type { WireObject } from "../../connect-state/wire.ts";
import { scan } from "../../life-cycle/scanner.ts";
import { FakeError } from "../fake-error.ts";
import type { CallContext, Operation, OperationInput } from "../operation.ts";
import { checkRoom } from "./check-room.ts";
import { check, readClientToken, readInstanceId, readResourceArn, readTags } from "./connect-members.ts";
import { findResource } from "./find-resource.ts";

/** A URI of S3; AWS's own limit of its length is not published. */
const SOURCE_URI = /^s3:\/\/[a-z0-9.-]{3,63}\/(.{1,1024})$/;

/** Attaches a recording from a bucket to a completed voice contact. The fake reads no bucket: size and bytes are made up. */
export const createAttachedFile: Operation = {
  name: "CreateAttachedFile",
  service: "connect",
  method: "PUT",
  route: "/attached-files/{InstanceId}/files",
  answer: (state, input, context) => {
    const { query, body } = input;
    const instanceId = readInstanceId(input);
    return state.tokens.once(
      `CreateAttachedFile ${instanceId}`,
      readClientToken(body),
      [query.associatedResourceArn, body],
      () => create(state, input, context, instanceId),
      () => {
        throw new FakeError("ResourceConflictException", "The ClientToken was used before, for another request.");
      },
    );
  },
};

function create(state: ConnectState, input: OperationInput, { caller }: CallContext, instanceId: string): WireObject {
  const { body } = input;
  const associatedResourceArn = readResourceArn(input);
  check.oneOf(body.FileUseCaseType, "FileUseCaseType", ["VOICE_RECORDING"]);
  const key =
    SOURCE_URI.exec(check.text(body.FileSourceUri, "FileSourceUri", 1, 2048))?.[1] ??
    check.refuse("FileSourceUri must be the URI of an object in S3");
  const Tags = readTags(body.Tags);
  if (!parseContactArn(associatedResourceArn).ok) check.refuse("AssociatedResourceArn must be the ARN of a contact");
  const { instance } = findResource(state, instanceId, associatedResourceArn);
  const size = madeUpSize(key);
  checkRoom(state, associatedResourceArn, size);

  const now = state.clock().getTime();
  const fileId = state.newId();
  const fileName = key.split("/").at(-1) || key;
  const created = {
    FileArn: formatFileArn({ ...instance.home, instanceId, fileId }),
    FileId: fileId,
    CreationTime: new Date(now).toISOString(),
  };
  const bytes = new Uint8Array();
  const found = scan({ instanceId, fileId, fileName, tags: Tags ?? {}, bytes }, state.scanner);
  const life = { uploadUntil: now, uploadedAt: now, scan: { verdict: found.verdict, endsAt: now + found.takesMs } };
  const wire = {
    ...created,
    CreatedBy: { AWSIdentityArn: caller.arn },
    FileName: fileName,
    FileSizeInBytes: size,
    FileUseCaseType: "VOICE_RECORDING",
    AssociatedResourceArn: associatedResourceArn,
    ...(Tags === undefined ? {} : { Tags }),
  };
  state.files.put(instanceId, fileId, associatedResourceArn, wire, undefined, life);
  return { ...created, FileStatus: state.statusOf(life) };
}

/** The same key has the same size, of 100 KB to some MB as recordings have. */
function madeUpSize(key: string): number {
  return 100_000 + (createHash("sha256").update(key).digest().readUInt32BE(0) % 5_000_000);
}
