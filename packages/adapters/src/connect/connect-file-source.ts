import {
  type CallOptions,
  describeIssue,
  type FileSource,
  InvalidInputError,
  type MetadataAnswer,
  type MetadataRequest,
  parseMetadataAnswer,
  parseMetadataRequest,
  SourceError,
} from "@attached-files/core";
import { BatchGetAttachedFileMetadataCommand, ConnectClient } from "@aws-sdk/client-connect";
import { createAwsCaller } from "../aws-client/aws-caller.ts";
import type { AwsClientOptions } from "../aws-client/aws-client-options.ts";
import { checkAwsClientOptions } from "../aws-client/check-aws-client-options.ts";
import { pathPart } from "../aws-client/direct-attempts.ts";
import { KeptKeySha256 } from "../aws-client/kept-key-sha256.ts";
import { tellCall } from "../aws-client/tell-call.ts";
import { toClientConfig } from "../aws-client/to-client-config.ts";

const OPERATION = "BatchGetAttachedFileMetadata";

/**
 * The file source that asks Amazon Connect, through the official SDK.
 *
 * An id that stands twice in a request is sent once: the service's model promises nothing about repetitions.
 *
 * @throws {InvalidInputError} an option is wrong or unknown; nothing was opened.
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_BatchGetAttachedFileMetadata.html (read 2026-11)
 */
export function connectFileSource(options: AwsClientOptions = {}): FileSource {
  checkAwsClientOptions("connectFileSource", options);
  const caller = createAwsCaller<BatchGetAttachedFileMetadataCommand>(
    new ConnectClient({
      ...toClientConfig(options),
      ...(options.directCalls === false ? {} : { sha256: KeptKeySha256 }),
    }),
    options,
  );
  return {
    async getMetadata(request: MetadataRequest, { signal }: CallOptions = {}): Promise<MetadataAnswer> {
      const parsed = parseMetadataRequest(request);
      if (!parsed.ok) throw new InvalidInputError(OPERATION, parsed.issues);
      const { instanceId, associatedResourceArn, fileIds } = parsed.value;
      const FileIds = [...new Set(fileIds)];
      const command = new BatchGetAttachedFileMetadataCommand({
        InstanceId: instanceId,
        AssociatedResourceArn: associatedResourceArn,
        FileIds,
      });
      return await tellCall(options.onCall, OPERATION, async () => {
        const answer = parseMetadataAnswer(
          await caller.call(OPERATION, command, signal, {
            path: `/attached-files/${pathPart(instanceId)}`,
            query: { associatedResourceArn },
            body: JSON.stringify({ FileIds }),
          }),
        );
        if (answer.ok) return answer.value;
        const text = answer.issues.map(describeIssue).join("; ");
        throw new SourceError("UnexpectedAnswer", text, { operation: OPERATION });
      });
    },
    async close(): Promise<void> {
      caller.close();
    },
  };
}
