import { parseArn } from "@attached-files/core";
import { expectation } from "../../connect-state/truth.ts";
import type { WireObject } from "../../connect-state/wire.ts";
import { MemberCheck } from "../check-member.ts";
import { FakeError } from "../fake-error.ts";
import type { Operation } from "../operation.ts";

const check = new MemberCheck("InvalidRequestException");

export const batchGetAttachedFileMetadata: Operation = {
  name: "BatchGetAttachedFileMetadata",
  service: "connect",
  method: "POST",
  route: "/attached-files/{InstanceId}",
  answer: (state, { path, query, body }) => {
    const instanceId = check.text(path.InstanceId, "InstanceId", 1, 100);
    const associatedResourceArn = query.associatedResourceArn ?? check.refuse("AssociatedResourceArn is required");
    if (!parseArn(associatedResourceArn).ok) check.refuse("AssociatedResourceArn must be a valid ARN");
    const fileIds = check
      .list(body.FileIds, "FileIds", 1, 100)
      .map((fileId, index) => check.text(fileId, `FileIds[${index}]`, 1, 256));
    if (!state.files.hasInstance(instanceId)) {
      throw new FakeError("ResourceNotFoundException", `The instance ${instanceId} does not exist.`);
    }
    const Files: WireObject[] = [];
    const Errors: WireObject[] = [];
    // Whether AWS answers a repeated id twice is not known; the fake answers each once.
    for (const fileId of new Set(fileIds)) {
      const { file, error } = expectation(state, { instanceId, associatedResourceArn, fileId });
      if (file !== undefined) Files.push(file);
      if (error !== undefined) Errors.push(error);
    }
    return { Files, Errors };
  },
};
