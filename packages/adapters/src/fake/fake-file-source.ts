import {
  type FileSource,
  InvalidInputError,
  isSourceError,
  parseMetadataAnswer,
  parseMetadataRequest,
  SourceError,
} from "@attached-files/core";
import type { WireObject } from "./connect-state/wire.ts";
import type { FakeService } from "./fake-service.ts";
import { FakeError } from "./operations/fake-error.ts";
import { toSourceError } from "./to-source-error.ts";

const OPERATION = "BatchGetAttachedFileMetadata";
/** As many attempts as the AWS SDK makes by default; without its pauses, since there is nothing to wait for. */
const ATTEMPTS = 3;

/** The port on the fake's own truth, without a network. */
export function fakeFileSource(service: FakeService): FileSource {
  let open = true;
  return {
    getMetadata: async (request, options = {}) => {
      const parsed = parseMetadataRequest(request);
      if (!parsed.ok) throw new InvalidInputError(OPERATION, parsed.issues);
      if (!open) throw new SourceError("SourceUnreachable", "the source is closed", { operation: OPERATION });
      // A real call takes a turn of the event loop at the least, and can be aborted in it.
      await Promise.resolve();
      if (options.signal?.aborted === true)
        throw new SourceError("Aborted", "the call was aborted", { operation: OPERATION });
      const { instanceId, associatedResourceArn, fileIds } = parsed.value;
      const raw = withRetries(() =>
        service.callByName(OPERATION, {
          path: { InstanceId: instanceId },
          query: { associatedResourceArn },
          body: { FileIds: [...new Set(fileIds)] },
        }),
      );
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

function withRetries(call: () => WireObject): WireObject {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return call();
    } catch (error) {
      if (!(error instanceof FakeError)) throw error;
      const sourceError = toSourceError(error, OPERATION);
      if (attempt >= ATTEMPTS || !isSourceError(sourceError) || !sourceError.retryable) throw sourceError;
    }
  }
}
