import type { ConnectState } from "../../connect-state/connect-state.ts";
import { FakeError } from "../fake-error.ts";

/** Checks that one more file may be attached. @throws {FakeError} ServiceQuotaExceededException, with its Reason. */
export function checkRoom(state: ConnectState, associatedResourceArn: string, size: number): void {
  const { files, bytes } = state.files.totalOf(associatedResourceArn);
  const { filesPerResource, bytesPerResource } = state.limits;
  if (files >= filesPerResource) {
    refuse("TOTAL_FILE_COUNT_EXCEEDED", `The resource has ${files} files already, of at most ${filesPerResource}.`);
  }
  if (bytes + size > bytesPerResource) {
    const sum = `${bytes} bytes already, of at most ${bytesPerResource}`;
    refuse("TOTAL_FILE_SIZE_EXCEEDED", `The resource's files have ${sum}; another ${size} do not fit.`);
  }
}

function refuse(reason: "TOTAL_FILE_COUNT_EXCEEDED" | "TOTAL_FILE_SIZE_EXCEEDED", message: string): never {
  throw new FakeError("ServiceQuotaExceededException", message, {
    members: { Reason: { AttachedFileServiceQuotaExceededExceptionReason: reason } },
  });
}
