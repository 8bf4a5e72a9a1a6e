import { BatchGetAttachedFileMetadataCommand, ConnectClient } from "@aws-sdk/client-connect";

const [endpoint, InstanceId, AssociatedResourceArn, id] = process.argv.slice(2);
const client = new ConnectClient({ region: "eu-central-1", endpoint });
const command = new BatchGetAttachedFileMetadataCommand({ InstanceId, AssociatedResourceArn, FileIds: [id] });
process.stdout.write(JSON.stringify((await client.send(command)).Files));
