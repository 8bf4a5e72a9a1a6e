import { expectation } from "../../connect-state/truth.ts";
import type { WireObject } from "../../connect-state/wire.ts";
import type { Operation } from "../operation.ts";
import { check, findInstance, readInstanceId, readResourceArn } from "./connect-members.ts";

export const batchGetAttachedFileMetadata: Operation = {
  name: "BatchGetAttachedFileMetadata",
  service: "connect",
  method: "POST",
  route: "/attached-files/{InstanceId}",
  answer: (state, input) => {
    const instanceId = readInstanceId(input);
    const associatedResourceArn = readResourceArn(input);
    const fileIds = check
      .list(input.body.FileIds, "FileIds", 1, 100)
      .map((fileId, index) => check.text(fileId, `FileIds[${index}]`, 1, 256));
    findInstance(state, instanceId);
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
