import { EventEmitter } from "node:events";
import { expect, it } from "vitest";
import { invocationObserver } from "./invocation-observer.ts";

async function warned(variables: Readonly<Record<string, string>>, ids: readonly string[]): Promise<readonly string[]> {
  const written: string[] = [];
  const warnings = new EventEmitter();
  // As Node.js itself has one, which writes plain text.
  warnings.on("warning", ({ message }: Error) => void written.push(`(node:1) ${message}`));
  const of = {
    version: "0.0.0",
    environment: variables,
    stderr: { write: (text: string) => void written.push(text.trimEnd()) },
    warnings,
    temporaryFolder: "/tmp",
  };
  for (const awsRequestId of ids) {
    await invocationObserver(of, { awsRequestId, getRemainingTimeInMillis: () => 60_000 });
    const warning = Object.assign(new Error("two kinds of\ncredentials"), {
      name: "AwsSdkWarning",
      code: "aws-sdk-warning",
    });
    warnings.emit("warning", warning);
  }
  return written;
}

it("a warning of the AWS SDK or Node.js is a line of JSON, of the invocation that it came in", async () => {
  const lines = await warned({}, ["r-1", "r-2"]);
  const about = {
    level: "warn",
    event: "warning",
    code: "aws-sdk-warning",
    msg: expect.stringContaining("two kinds of"),
  };
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ ...about, runId: "r-1" }),
    expect.objectContaining({ ...about, runId: "r-2" }),
  ]);
});

it("and is left to Node.js where lines are text", async () => {
  expect(await warned({ ATTACHED_FILES_LOG: "text" }, ["r-1"])).toEqual(["(node:1) two kinds of\ncredentials"]);
});
