import { formatFileArn } from "@attached-files/core";
import type { ConnectState } from "../../connect-state/connect-state.ts";
import type { WireObject } from "../../connect-state/wire.ts";
import { uploadUrl } from "../../life-cycle/signed-urls.ts";
import { FakeError } from "../fake-error.ts";
import type { CallContext, Operation, OperationInput } from "../operation.ts";
import { checkFileRules } from "./check-file-rules.ts";
import { checkRoom } from "./check-room.ts";
import { check, readClientToken, readInstanceId, readResourceArn, readTags, readUrlExpiry } from "./connect-members.ts";
import { findResource } from "./find-resource.ts";
import { readCreator } from "./read-creator.ts";

/** `Only ATTACHMENTS are supported`, says the model of this member; the API reference also lists EMAIL_MESSAGE. */
const USE_CASES = ["ATTACHMENT", "EMAIL_MESSAGE"];

export const startAttachedFileUpload: Operation = {
  name: "StartAttachedFileUpload",
  service: "connect",
  method: "PUT",
  route: "/attached-files/{InstanceId}",
  answer: (state, input, context) => {
    const { query, body } = input;
    const token = readClientToken(body);
    const instanceId = readInstanceId(input);
    return state.tokens.once(
      `StartAttachedFileUpload ${instanceId}`,
      token,
      [query.associatedResourceArn, body],
      () => start(state, input, context, instanceId),
      () => {
        throw new FakeError("ResourceConflictException", "The ClientToken was used before, for another request.");
      },
    );
  },
};

function start(state: ConnectState, input: OperationInput, context: CallContext, instanceId: string): WireObject {
  const { body } = input;
  const associatedResourceArn = readResourceArn(input);
  const name = check.text(body.FileName, "FileName", 1, 256);
  const size = check.whole(body.FileSizeInBytes, "FileSizeInBytes", 1, Number.MAX_SAFE_INTEGER);
  const useCase = check.oneOf(body.FileUseCaseType, "FileUseCaseType", USE_CASES);
  const expirySeconds = readUrlExpiry(body.UrlExpiryInSeconds);
  const CreatedBy = readCreator(body.CreatedBy, context.caller);
  const Tags = readTags(body.Tags);
  const { instance, scope } = findResource(state, instanceId, associatedResourceArn);
  checkFileRules(instance, scope, name, size);
  checkRoom(state, associatedResourceArn, size);

  const now = state.clock().getTime();
  const fileId = state.newId();
  const uploadUntil = now + expirySeconds * 1000;
  const started = {
    FileArn: formatFileArn({ ...instance.home, instanceId, fileId }),
    FileId: fileId,
    CreationTime: new Date(now).toISOString(),
    CreatedBy,
  };
  const life = { uploadUntil };
  const wire = {
    ...started,
    FileName: name,
    FileSizeInBytes: size,
    FileUseCaseType: useCase,
    AssociatedResourceArn: associatedResourceArn,
    ...(Tags === undefined ? {} : { Tags }),
  };
  state.files.put(instanceId, fileId, associatedResourceArn, wire, undefined, life);
  return {
    ...started,
    FileStatus: state.statusOf(life),
    UploadUrlMetadata: uploadUrl(state.urlSecret, context.endpoint, {
      instanceId,
      fileId,
      fileName: name,
      sizeBytes: size,
      now,
      expirySeconds,
    }),
  };
}
