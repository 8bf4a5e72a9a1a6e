import {
  type ConfigurationSource,
  type FileSource,
  isSourceError,
  type MetadataRequest,
  type ReferenceSource,
} from "@attached-files/core";
import { committedPact, PAIRS, type StateHandler, verifyPact } from "@attached-files/pacts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectReferenceSource } from "../src/cases/index.ts";
import { connectConfigurationSource, connectFileSource } from "../src/connect/index.ts";
import { createFakeConnect, type FakeConnect, type FakeErrorName, type NewFile } from "../src/fake/index.ts";

const PAIR = PAIRS[0];
const BATCH = "BatchGetAttachedFileMetadata";
const LIST = "ListAttachedFilesConfigurations";
const SEARCHES = ["SearchAllRelatedItems", "SearchCases", "SearchRelatedItems"];
const FILE_IDS = ["f-1", "f-2", "f-3", "f-4"];
const CREATED = new Date("2026-10-01T08:00:00.000Z");

let fake: FakeConnect;

/** A fresh domain: a state begins with what its name says, and nothing of the state before it. */
function begin(): undefined {
  fake.faults.clear();
  fake.state.domains.clear();
  for (const fileId of FILE_IDS) fake.state.files.remove("i-1", fileId);
  fake.state.addDomain({ partition: "aws", region: "eu-central-1", account: "111122223333", domainId: "d-1" });
  fake.state.files.addInstance("i-1");
}

function attach(fileId: string, more: Partial<NewFile> = {}): undefined {
  fake.state.attachFile({ domainId: "d-1", caseId: "c-1", instanceId: "i-1", fileId, associatedAt: CREATED, ...more });
}

function failing(error: FakeErrorName): StateHandler {
  return () => {
    begin();
    fake.faults.next({ operation: BATCH, error, times: 100 });
    return undefined;
  };
}

function limited(error?: FakeErrorName): StateHandler {
  return () => {
    begin();
    for (const scope of ["EMAIL", "CHAT", "TASK"] as const)
      fake.state.files.configure("i-1", scope, { maximumSizeBytes: 20_971_520, extensions: ["pdf"] });
    fake.state.files.configure("i-1", "CASE", { maximumSizeBytes: 1000, extensions: ["pdf", "PNG"] });
    if (error !== undefined) fake.faults.next({ operation: LIST, error, times: 100 });
    return undefined;
  };
}

const STATES: Readonly<Record<string, StateHandler>> = {
  "the case holds f-1 with tags and f-2": () => {
    begin();
    const agent = "arn:aws:connect:eu-central-1:111122223333:instance/i-1/agent/a-1";
    attach("f-1", { members: { CreatedBy: { ConnectUserArn: agent }, Tags: { department: "claims" } } });
    return attach("f-2");
  },
  "the case holds f-1, refuses f-2 and does not answer for f-3": () => {
    begin();
    attach("f-1");
    attach("f-2", { answer: { kind: "error", error: { ErrorCode: "AccessDeniedException", ErrorMessage: "no" } } });
    return attach("f-3", { answer: { kind: "nothing" } });
  },
  "the case holds f-4 with the status PENDING_UPLOAD, created by a ServicePrincipal": () => {
    begin();
    return attach("f-4", { members: { FileStatus: "PENDING_UPLOAD", CreatedBy: { ServicePrincipal: "connect" } } });
  },
  "every call fails with AccessDeniedException": failing("AccessDeniedException"),
  "every call fails with InvalidRequestException": failing("InvalidRequestException"),
  "every call fails with InternalServiceException": failing("InternalServiceException"),
  "every call fails with ResourceNotFoundException": failing("ResourceNotFoundException"),
  "every call fails with ThrottlingException": failing("ThrottlingException"),
  "the first call is throttled, and the case holds f-1": () => {
    begin();
    fake.faults.next({ operation: BATCH, error: "ThrottlingException" });
    return attach("f-1");
  },
  "the domain holds f-1 and f-2 in c-1, f-3 in c-2, and a null entry": () => {
    begin();
    attach("f-1");
    attach("f-2");
    attach("f-3", { caseId: "c-2" });
    fake.faults.next({ operation: "SearchAllRelatedItems", answer: "null-entries", times: "always" });
    return undefined;
  },
  "the domain is empty": begin,
  "cases take files of 1000 bytes and two extensions": limited(),
  "every call for configurations fails with AccessDeniedException": limited("AccessDeniedException"),
  "every call for configurations fails with ThrottlingException": limited("ThrottlingException"),
  "every search is denied": () => {
    begin();
    for (const operation of SEARCHES) {
      fake.faults.next({ operation, error: "AccessDeniedException", times: "always" });
    }
    return undefined;
  },
};

interface Sources {
  readonly files: FileSource;
  readonly references: ReferenceSource;
  readonly configurations: ConfigurationSource;
  readonly close: () => Promise<void>;
}

/** The two implementations of the ports that the job can be given. */
const IMPLEMENTATIONS: Readonly<Record<string, () => Promise<Sources>>> = {
  "the AWS SDK's sources over HTTP": async () => {
    const server = await fake.listen();
    const client = {
      region: "eu-central-1",
      endpoint: server.url,
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
    };
    const files = connectFileSource(client);
    const references = connectReferenceSource({ ...client, domainIds: ["d-1"] });
    const configurations = connectConfigurationSource(client);
    return {
      files,
      references,
      configurations,
      close: async () => {
        await Promise.all([files, references, configurations].map((source) => source.close()));
        await server.close();
      },
    };
  },
  "the fake's sources in this process": async () => ({
    files: fake.fileSource(),
    references: fake.referenceSource(),
    configurations: fake.configurationSource(),
    close: async () => {},
  }),
};

/** Gives a message of the contract to the port that it is for, and tells its answer or error in the contract's words. */
async function answer({ files, references, configurations }: Sources, request: unknown): Promise<unknown> {
  const { getMetadata, getConfigurations } = request as {
    getMetadata?: MetadataRequest;
    getConfigurations?: { instanceId: string };
  };
  try {
    if (getConfigurations !== undefined)
      return { answer: await configurations.getConfigurations(getConfigurations.instanceId) };
    if (getMetadata !== undefined) return { answer: await files.getMetadata(getMetadata) };
    const pages = await Array.fromAsync(references.discover());
    return {
      found: {
        references: pages.flatMap((page) => page.references),
        irregularities: pages.flatMap((page) => page.irregularities),
      },
    };
  } catch (error) {
    if (!isSourceError(error)) throw error;
    return { error: { code: error.code, message: error.message, retryable: error.retryable } };
  }
}

describe.each(Object.keys(IMPLEMENTATIONS))("%s", (name) => {
  let sources: Sources;
  beforeEach(async () => {
    fake = createFakeConnect();
    begin();
    sources = (await IMPLEMENTATIONS[name]?.()) as Sources;
  });
  afterEach(() => sources.close());

  it("keep the contract with the job, in every interaction", async () => {
    const verified = await verifyPact({
      pact: committedPact(PAIR),
      pair: PAIR,
      states: STATES,
      answer: (_description, request) => answer(sources, request),
    });
    expect(verified).toBe(15);
  });

  it("go red when they lose a file", async () => {
    const lossy: FileSource = {
      ...sources.files,
      getMetadata: async (request) => ({ ...(await sources.files.getMetadata(request)), files: [] }),
    };
    await expect(
      verifyPact({
        pact: committedPact(PAIR),
        pair: PAIR,
        states: STATES,
        answer: (_description, request) => answer({ ...sources, files: lossy }, request),
      }),
    ).rejects.toThrow(/given the case holds f-1 with tags and f-2: \$\.answer\.files: Expected a List with 2 elements/);
  });
});
