import { BatchGetAttachedFileMetadataCommand, ConnectClient } from "@aws-sdk/client-connect";
import { INSTANCE_ID, requestOf, type Workload } from "../workload.ts";
import type { Client } from "./client.ts";

/** The official SDK as its documentation shows it. */
export function plainSdk(port: number, workload: Workload): Client {
  const client = new ConnectClient({
    region: "eu-central-1",
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  });
  return {
    call: async (number) => {
      const { associatedResourceArn, fileIds } = requestOf(workload, number);
      const answer = await client.send(
        new BatchGetAttachedFileMetadataCommand({
          InstanceId: INSTANCE_ID,
          AssociatedResourceArn: associatedResourceArn,
          FileIds: fileIds,
        }),
      );
      return answer.Files?.length ?? 0;
    },
    close: async () => client.destroy(),
  };
}
