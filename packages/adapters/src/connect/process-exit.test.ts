import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { scriptedServer } from "../aws-client/scripted-server.test-support.ts";

const SCRIPT = `const { connectFileSource } = await import(${JSON.stringify(new URL("index.ts", import.meta.url).href)});
const source = connectFileSource({
  region: "eu-west-2",
  endpoint: process.argv[1],
  credentials: { accessKeyId: "a", secretAccessKey: "b" },
});
const answer = await source.getMetadata({
  instanceId: "i-1",
  associatedResourceArn: "arn:aws:cases:eu-west-2:123456789012:domain/d-1/case/c-1",
  fileIds: ["f-1"],
});
if (process.argv[2] === "close") await source.close();
console.log(JSON.stringify(answer.errors));`;

test.each(["close", "forget"])(
  "a process that has made its calls ends by itself: %s",
  async (end) => {
    const server = await scriptedServer('{"Errors":[{"FileId":"f-1"}]}');
    // The condition makes Node take the packages of this repository from their sources, built or not.
    const args = ["--no-warnings", "--conditions=@attached-files/source", "--input-type=module", "-e", SCRIPT];
    const env = { ...process.env, AWS_CONFIG_FILE: "/dev/null", AWS_SHARED_CREDENTIALS_FILE: "/dev/null" };
    // Its request timeout is 30 s, so that a timer left behind would be seen.
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [...args, server.url, end], {
      env,
      timeout: 15_000,
    });
    expect({ stdout: stdout.trim(), stderr }).toEqual({ stdout: '[{"fileId":"f-1"}]', stderr: "" });
  },
  20_000,
);
