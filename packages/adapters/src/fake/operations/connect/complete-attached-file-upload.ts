import { stageAt } from "../../life-cycle/file-life.ts";
import { scan } from "../../life-cycle/scanner.ts";
import type { Operation } from "../operation.ts";
import { check, findFile } from "./connect-members.ts";

/** Confirms an upload and begins the scan. Confirming it again changes nothing. */
export const completeAttachedFileUpload: Operation = {
  name: "CompleteAttachedFileUpload",
  service: "connect",
  method: "POST",
  route: "/attached-files/{InstanceId}/{FileId}",
  answersNothing: true,
  answer: (state, input) => {
    const { instanceId, fileId, wire, life, answer, associatedResourceArn } = findFile(state, input);
    if (life === undefined) return {};
    const now = state.clock().getTime();
    const stage = stageAt(life, now);
    if (stage === "pending-upload") check.refuse("The file's bytes have not been uploaded.");
    if (stage === "upload-expired") check.refuse("The upload URL expired before the file's bytes were uploaded.");
    if (stage !== "uploaded") return {};
    const bytes = state.bytes.get(instanceId, fileId) ?? new Uint8Array();
    const tags = (wire.Tags ?? {}) as Record<string, unknown>;
    const { verdict, takesMs } = scan(
      { instanceId, fileId, fileName: String(wire.FileName), tags, bytes },
      state.scanner,
    );
    // What is not approved is deleted from the bucket; its metadata stays.
    if (verdict !== "APPROVED") state.bytes.remove(instanceId, fileId);
    const scanned = { ...life, scan: { verdict, endsAt: now + takesMs } };
    state.files.put(instanceId, fileId, associatedResourceArn, wire, answer, scanned);
    return {};
  },
};
