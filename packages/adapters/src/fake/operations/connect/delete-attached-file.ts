import type { Operation } from "../operation.ts";
import { findFile } from "./connect-members.ts";

/** Deletes a file for good. What a case says of it stays: an association with a file that is gone. */
export const deleteAttachedFile: Operation = {
  name: "DeleteAttachedFile",
  service: "connect",
  method: "DELETE",
  route: "/attached-files/{InstanceId}/{FileId}",
  answersNothing: true,
  answer: (state, input) => {
    const { instanceId, fileId } = findFile(state, input);
    state.files.remove(instanceId, fileId);
    state.bytes.remove(instanceId, fileId);
    return {};
  },
};
