import {
  type FileSource,
  InvalidInputError,
  parseMetadataAnswer,
  parseMetadataRequest,
  SourceError,
} from "@attached-files/core";
import { callAsClient } from "./call-as-client.ts";
import type { FakeService } from "./fake-service.ts";
import type { FakeSourceOptions } from "./fake-source-options.ts";

const OPERATION = "BatchGetAttachedFileMetadata";

/** The port on the fake's own truth, without a network. */
export function fakeFileSource(service: FakeService, { pacer }: FakeSourceOptions = {}): FileSource {
  let open = true;
  return {
    getMetadata: async (request, options = {}) => {
      const parsed = parseMetadataRequest(request);
      if (!parsed.ok) throw new InvalidInputError(OPERATION, parsed.issues);
      if (!open)
        throw new SourceError("Aborted", "the call was aborted: the source is closed", { operation: OPERATION });
      // A real call takes a turn of the event loop at the least, and can be aborted in it.
      await Promise.resolve();
      const { instanceId, associatedResourceArn, fileIds } = parsed.value;
      const input = {
        path: { InstanceId: instanceId },
        query: { associatedResourceArn },
        body: { FileIds: [...new Set(fileIds)] },
      };
      const raw = await callAsClient(service, OPERATION, input, options.signal, pacer);
      const answer = parseMetadataAnswer(raw);
      if (!answer.ok)
        throw new SourceError("UnexpectedAnswer", "the fake's answer is malformed", { operation: OPERATION });
      return answer.value;
    },
    close: async () => {
      open = false;
    },
  };
}
