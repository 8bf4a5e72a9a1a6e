import { SourceError } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import { connectReferenceSource } from "../cases/connect-reference-source.ts";
import { connectConfigurationSource } from "../connect/connect-configuration-source.ts";
import { connectFileSource } from "../connect/connect-file-source.ts";
import { createFakeConnect } from "../fake/create-fake-connect.ts";
import type { EndedCall } from "./aws-client-options.ts";
import { tellCall } from "./tell-call.ts";

const HOME = { partition: "aws", region: "eu-central-1", account: "111122223333" } as const;

describe("a call that is told", () => {
  it("is told once, whichever source made it, with its operation", async () => {
    const fake = createFakeConnect();
    fake.state.addDomain({ ...HOME, domainId: "d-1" });
    fake.state.files.addInstance("i-1");
    fake.state.attachFile({ domainId: "d-1", caseId: "c-1", instanceId: "i-1", fileId: "f-1" });
    const server = await fake.listen();
    const told: EndedCall[] = [];
    const options = {
      region: HOME.region,
      endpoint: server.url,
      credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
      onCall: (call: EndedCall) => void told.push(call),
    };
    const [files, limits, references] = [
      connectFileSource(options),
      connectConfigurationSource(options),
      connectReferenceSource(options),
    ];
    try {
      await Array.fromAsync(references.discover());
      await limits.getConfigurations("i-1");
      const associatedResourceArn = "arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/c-1";
      const request = { instanceId: "i-1", associatedResourceArn, fileIds: ["f-1"] };
      await files.getMetadata(request);
      fake.faults.next({ operation: "BatchGetAttachedFileMetadata", error: "AccessDeniedException" });
      await files.getMetadata(request).catch(() => {});
    } finally {
      await Promise.all([files, limits, references].map((source) => source.close()));
      await server.close();
    }
    expect(told.map(({ operation, errorCode = "answered" }) => `${operation} ${errorCode}`)).toEqual([
      "ListDomains answered",
      "SearchAllRelatedItems answered",
      "ListAttachedFilesConfigurations answered",
      "BatchGetAttachedFileMetadata answered",
      "BatchGetAttachedFileMetadata AccessDeniedException",
    ]);
    expect(told.every(({ durationMs }) => durationMs > 0 && durationMs < 60_000)).toBe(true);
  });

  it("is none where something else was thrown, and hands on whatever was", async () => {
    const told: EndedCall[] = [];
    const onCall = (call: EndedCall): void => void told.push(call);
    const defect = new TypeError("a defect");
    await expect(tellCall(onCall, "ListDomains", () => Promise.reject(defect))).rejects.toBe(defect);
    const aborted = new SourceError("Aborted", "ended");
    await expect(tellCall(onCall, "ListDomains", () => Promise.reject(aborted))).rejects.toBe(aborted);
    expect(told).toMatchObject([{ operation: "ListDomains", errorCode: "Aborted" }]);
  });
});
