import { connectFileSource } from "../connect/connect-file-source.ts";

// A process that makes three calls, one after the other: `node three-calls.test-support.ts {endpoint}`. What is trusted and
// where a proxy is, Node looks up when it starts. Prints how many files came, or the code and text of the trouble.
const [endpoint = ""] = process.argv.slice(2);
const source = connectFileSource({
  endpoint,
  region: "eu-west-2",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  maxAttempts: 1,
  maxSockets: 4,
});
const told: (number | string)[] = [];
for (let call = 0; call < 3; call += 1) {
  try {
    const { files } = await source.getMetadata({
      instanceId: "i-1",
      associatedResourceArn: "arn:aws:cases:eu-west-2:123456789012:domain/d-1/case/c-1",
      fileIds: ["f-1"],
    });
    told.push(files.length);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    told.push(`${code}: ${message}`);
  }
}
await source.close();
process.stdout.write(JSON.stringify(told));
