import { fileOnTheWire } from "../../connect-state/truth.ts";
import { downloadUrl } from "../../life-cycle/signed-urls.ts";
import { queryNumber } from "../check-member.ts";
import { FakeError } from "../fake-error.ts";
import type { Operation } from "../operation.ts";
import { findFile, readUrlExpiry } from "./connect-members.ts";

/** A file's metadata and, once it is approved, where its bytes can be had. */
export const getAttachedFile: Operation = {
  name: "GetAttachedFile",
  service: "connect",
  method: "GET",
  route: "/attached-files/{InstanceId}/{FileId}",
  answer: (state, input, { endpoint }) => {
    const expirySeconds = readUrlExpiry(queryNumber(input.query.urlExpiryInSeconds));
    const file = findFile(state, input);
    if (file.answer.kind === "error") {
      const { ErrorCode, ErrorMessage } = file.answer.error;
      const isDenied = ErrorCode === "AccessDeniedException";
      throw new FakeError(isDenied ? ErrorCode : "ResourceNotFoundException", String(ErrorMessage ?? ErrorCode ?? ""));
    }
    const { instanceId, fileId } = file;
    const metadata = fileOnTheWire(state, file);
    if (metadata.FileStatus !== "APPROVED") return metadata;
    const now = state.clock().getTime();
    const url = downloadUrl(state.urlSecret, endpoint, { instanceId, fileId, now, expirySeconds });
    return { ...metadata, DownloadUrlMetadata: url };
  },
};
