import { SourceError } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import type { BucketProbes, Probe } from "../../compose-probes.ts";
import type { Finding } from "../finding.ts";
import { bucketFindings } from "./bucket-findings.ts";

const REFUSED: Probe<object> = {
  error: new SourceError("InvalidRequestException", "no", { awsErrorName: "PreconditionFailed" }),
};
const ACTIONS = ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "kms:Decrypt"];

async function findings(about: string, write: Probe<object>): Promise<{ findings: Finding[]; removed: string[] }> {
  const removed: string[] = [];
  const probes: BucketProbes = {
    read: async () => ({ error: new SourceError("ResourceNotFoundException", "NoSuchKey") }),
    list: async () => ({ value: {} }),
    write: async () => write,
    remove: async (key) => {
      removed.push(key);
      return { value: {} };
    },
    abortUpload: async () => ({ value: {} }),
    close: () => {},
  };
  const permissions = [{ sid: "All", actions: ACTIONS, resources: ["*"] }];
  const bucket = { bucket: "files", prefix: "p/" };
  const all = bucketFindings(about, bucket, permissions, probes, new AbortController().signal);
  return { findings: await Array.fromAsync(all), removed };
}

describe("a bucket", () => {
  it("passes what is refused for its condition alone, and cannot tell of its key", async () => {
    const { findings: found, removed } = await findings("state.s3", REFUSED);
    expect(found.map(({ check, action, result }) => [action ?? check, result])).toEqual([
      ["bucket", "passed"],
      ["s3:ListBucket", "passed"],
      ["s3:GetObject", "passed"],
      ["s3:PutObject", "passed"],
      ["kms:Decrypt", "unknown"],
    ]);
    expect(removed).toEqual([]);
  });

  it("that heeds no conditions gets its object taken away again, and cannot keep the state", async () => {
    const publishing = await findings("publish.s3", { value: {} });
    expect(publishing.removed).toEqual(["p/.attached-files-check"]);
    expect(publishing.findings.filter(({ result }) => result === "failed")).toEqual([]);
    const keeping = await findings("state.s3", { value: {} });
    expect(keeping.findings.filter(({ result }) => result === "failed")).toMatchObject([
      { check: "bucket", weight: "usage" },
    ]);
  });
});
