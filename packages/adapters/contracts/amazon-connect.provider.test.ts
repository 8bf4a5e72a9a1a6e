import { committedPact, PAIRS, type StateHandler, verifyPact } from "@attached-files/pacts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createFakeConnect,
  type FakeConnect,
  type FakeErrorName,
  type FakeServer,
  type NewFile,
} from "../src/fake/index.ts";

const PAIR = PAIRS[1];
const INSTANCE = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
const BATCH = "BatchGetAttachedFileMetadata";
const LIST = "ListAttachedFilesConfigurations";
const OCTOBER = new Date("2026-10-01T08:00:00.000Z");

let fake: FakeConnect;
let server: FakeServer;
beforeEach(async () => {
  fake = createFakeConnect();
  fake.state.addDomain({ partition: "aws", region: "eu-central-1", account: "111122223333", domainId: "d-1" });
  fake.state.files.addInstance(INSTANCE);
  server = await fake.listen();
});
afterEach(() => server.close());

function hold(fileId: string, more: Partial<NewFile> = {}): undefined {
  // A state begins with what its name says, and nothing of the state before it.
  fake.faults.clear();
  for (const id of ["f-1", "f-2", "f-3", "f-4", "f-5"]) fake.state.files.remove(INSTANCE, id);
  attach(fileId, more);
}

function attach(fileId: string, more: Partial<NewFile> = {}): void {
  fake.state.attachFile({
    domainId: "d-1",
    caseId: "c-1",
    instanceId: INSTANCE,
    fileId,
    associatedAt: OCTOBER,
    ...more,
    members: { FileUseCaseType: undefined, ...more.members },
  });
}

function approved(): undefined {
  hold("f-1", {
    members: {
      FileName: "Ausweis 身份证.pdf",
      FileSizeInBytes: 2_147_483_648,
      FileUseCaseType: "ATTACHMENT",
      CreatedBy: { ConnectUserArn: `arn:aws:connect:eu-central-1:111122223333:instance/${INSTANCE}/agent/a-1` },
      Tags: { department: "claims" },
    },
  });
}

function failing(error: FakeErrorName): StateHandler {
  return () => {
    approved();
    fake.faults.next({ operation: BATCH, error });
    return undefined;
  };
}

function limited(maximumSizeBytes = 1000): undefined {
  fake.faults.clear();
  for (const scope of ["EMAIL", "CHAT", "TASK"] as const)
    fake.state.files.configure(INSTANCE, scope, { maximumSizeBytes: 20_971_520, extensions: ["pdf"] });
  fake.state.files.configure(INSTANCE, "CASE", { maximumSizeBytes, extensions: ["pdf", "PNG"] });
}

function failingToList(error: FakeErrorName): StateHandler {
  return () => {
    limited();
    fake.faults.next({ operation: LIST, error });
    return undefined;
  };
}

const STATES: Readonly<Record<string, StateHandler>> = {
  "the case holds the approved file f-1": approved,
  "the case holds the approved file f-1, and refuses f-2": () => {
    approved();
    attach("f-2", {
      answer: { kind: "error", error: { ErrorCode: "AccessDeniedException", ErrorMessage: "a policy" } },
    });
    return undefined;
  },
  "the case does not answer for f-3": () => hold("f-3", { answer: { kind: "nothing" } }),
  "the case holds f-4 with the status PENDING_UPLOAD": () => hold("f-4", { members: { FileStatus: "PENDING_UPLOAD" } }),
  "the case holds f-5, created by a ServicePrincipal": () =>
    hold("f-5", { members: { CreatedBy: { ServicePrincipal: "connect.amazonaws.com" } } }),
  "the next call fails with AccessDeniedException": failing("AccessDeniedException"),
  "the next call fails with InvalidRequestException": failing("InvalidRequestException"),
  "the next call fails with InternalServiceException": failing("InternalServiceException"),
  "the next call fails with ResourceNotFoundException": failing("ResourceNotFoundException"),
  "the next call fails with ThrottlingException": failing("ThrottlingException"),
  "the next call is throttled": failing("ThrottlingException"),
  "the call before was throttled, and f-1 is there": approved,
  "cases take files of 1000 bytes and two extensions": () => limited(),
  "the next call for configurations fails with AccessDeniedException": failingToList("AccessDeniedException"),
  "the next call for configurations fails with InvalidParameterException": failingToList("InvalidParameterException"),
  "the next call for configurations fails with InternalServiceException": failingToList("InternalServiceException"),
  "the next call for configurations fails with ResourceNotFoundException": failingToList("ResourceNotFoundException"),
  "the next call for configurations fails with ThrottlingException": failingToList("ThrottlingException"),
};

describe("the fake's wire, as amazon-connect", () => {
  it("keeps the contract, in every interaction", async () => {
    const verified = await verifyPact({ pact: committedPact(PAIR), pair: PAIR, states: STATES, baseUrl: server.url });
    expect(verified).toBe(18);
    expect([fake.calls.count(BATCH), fake.calls.count(LIST)]).toEqual([12, 6]);
  });

  it.each([
    [
      "says a name differently",
      { "the case holds the approved file f-1": () => hold("f-1", { members: { FileName: "other" } }) },
      /'a request for one file', given .*: \$\.Files\[0\]\.FileName: Expected 'other'/,
    ],
    [
      "tells another limit",
      { "cases take files of 1000 bytes and two extensions": () => limited(1) },
      /'a request for the configurations', given .*: \$\.AttachedFilesConfigurations\[2\]\.MaximumSizeLimitInBytes: /,
    ],
    [
      "leaves a file out",
      { "the case holds the approved file f-1": () => hold("f-9") },
      /'a request for one file', given .*: \$\.Files: Expected a List with 1 elements but received 0 elements/,
    ],
    [
      "sends another error",
      { "the next call is throttled": failing("InternalServiceException") },
      /'a request that is tried again .*', given the next call is throttled: expected 429 but was 500/,
    ],
    [
      "answers where it should fail",
      { "the next call is throttled": approved },
      /'a request that is tried again .*', given the next call is throttled: expected 429 but was 200/,
    ],
  ] satisfies [string, Record<string, StateHandler>, RegExp][])("goes red when it %s", async (_, broken, expected) => {
    const states = { ...STATES, ...broken };
    await expect(verifyPact({ pact: committedPact(PAIR), pair: PAIR, states, baseUrl: server.url })).rejects.toThrow(
      expected,
    );
  });
});
