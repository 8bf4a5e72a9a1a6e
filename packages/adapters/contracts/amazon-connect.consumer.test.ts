import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";
import { type FreshPact, freshPact, PAIRS } from "@attached-files/pacts";
import { MatchersV3 } from "@pact-foundation/pact";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectConfigurationSource, connectFileSource } from "../src/connect/index.ts";

const PAIR = PAIRS[1];
const INSTANCE = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
const CASE = "arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/c-1";
const REQUEST = { instanceId: INSTANCE, associatedResourceArn: CASE };
const JSON_TYPE = { "Content-Type": "application/json" };

/** A plain file, written out as AWS writes it. */
const APPROVED = {
  CreationTime: "2026-10-01T08:00:00.000Z",
  FileArn: `arn:aws:connect:eu-central-1:111122223333:instance/${INSTANCE}/file/f-1`,
  FileId: "f-1",
  FileName: "Ausweis 身份证.pdf",
  FileSizeInBytes: 2147483648,
  FileStatus: "APPROVED",
  CreatedBy: { ConnectUserArn: `arn:aws:connect:eu-central-1:111122223333:instance/${INSTANCE}/agent/a-1` },
  FileUseCaseType: "ATTACHMENT",
  AssociatedResourceArn: CASE,
  Tags: { department: "claims" },
};

let fresh: FreshPact;
beforeAll(async () => {
  fresh = await freshPact(PAIR);
});
afterAll(() => fresh.discard());

interface Exchange {
  readonly state: string;
  readonly description: string;
  readonly fileIds: readonly string[];
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
}

/** Adds the exchange to the contract and lets the real source have it. */
async function exchange<T>(one: Exchange, use: (url: string) => Promise<T>): Promise<T | undefined> {
  return await fresh
    .pact()
    .addInteraction()
    .given(one.state)
    .uponReceiving(one.description)
    .withRequest("POST", `/attached-files/${INSTANCE}`, (builder) => {
      builder.query({ associatedResourceArn: CASE }).headers(JSON_TYPE).jsonBody({ FileIds: one.fileIds });
    })
    .willRespondWith(one.status, (builder) => {
      builder.headers({ ...JSON_TYPE, ...one.headers }).jsonBody(one.body);
    })
    .executeTest((server) => use(server.url));
}

function source(url: string) {
  return connectFileSource({
    region: "eu-central-1",
    endpoint: url.replace("localhost", "127.0.0.1"),
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
}

async function ask(url: string, fileIds: readonly string[]) {
  const files = source(url);
  try {
    return await files.getMetadata({ ...REQUEST, fileIds });
  } finally {
    await files.close();
  }
}

describe("BatchGetAttachedFileMetadata", () => {
  it("tells a file that was retrieved", async () => {
    await exchange(
      {
        state: "the case holds the approved file f-1",
        description: "a request for one file",
        fileIds: ["f-1"],
        status: 200,
        body: { Files: [APPROVED], Errors: [] },
      },
      async (url) => {
        const { files, irregularities } = await ask(url, ["f-1"]);
        expect(files).toMatchObject([
          {
            fileId: "f-1",
            fileName: "Ausweis 身份证.pdf",
            fileSizeInBytes: 2147483648,
            tags: { department: "claims" },
          },
        ]);
        expect(irregularities).toEqual([]);
      },
    );
  });

  it("tells files that were refused beside one that was retrieved", async () => {
    await exchange(
      {
        state: "the case holds the approved file f-1, and refuses f-2",
        description: "a request for two files, one of them refused",
        fileIds: ["f-1", "f-2"],
        status: 200,
        body: {
          Files: [APPROVED],
          Errors: [
            {
              ErrorCode: "AccessDeniedException",
              ErrorMessage: MatchersV3.string("not allowed by a tag"),
              FileId: "f-2",
            },
          ],
        },
      },
      async (url) => {
        const { files, errors } = await ask(url, ["f-1", "f-2"]);
        expect(files.map((file) => file.fileId)).toEqual(["f-1"]);
        expect(errors).toEqual([
          { errorCode: "AccessDeniedException", errorMessage: "not allowed by a tag", fileId: "f-2" },
        ]);
      },
    );
  });

  it("tells nothing of a file that is not answered", async () => {
    await exchange(
      {
        state: "the case does not answer for f-3",
        description: "a request for a file that is not answered",
        fileIds: ["f-3"],
        status: 200,
        body: { Files: [], Errors: [] },
      },
      async (url) =>
        expect(await ask(url, ["f-3"])).toEqual({ files: [], incompleteFiles: [], errors: [], irregularities: [] }),
    );
  });

  it("tells a status that no model knows", async () => {
    await exchange(
      {
        state: "the case holds f-4 with the status PENDING_UPLOAD",
        description: "a request for a file with an unknown status",
        fileIds: ["f-4"],
        status: 200,
        body: { Files: [{ ...plain("f-4"), FileStatus: "PENDING_UPLOAD" }], Errors: [] },
      },
      async (url) => {
        const { files, irregularities } = await ask(url, ["f-4"]);
        expect(files).toMatchObject([{ fileStatus: "PENDING_UPLOAD" }]);
        expect(irregularities).toMatchObject([{ kind: "unknown-status", fileId: "f-4" }]);
      },
    );
  });

  it("tells who created a file by a union member that no model knows", async () => {
    await exchange(
      {
        state: "the case holds f-5, created by a ServicePrincipal",
        description: "a request for a file with an unknown union member",
        fileIds: ["f-5"],
        status: 200,
        body: { Files: [{ ...plain("f-5"), CreatedBy: { ServicePrincipal: "connect.amazonaws.com" } }], Errors: [] },
      },
      async (url) => {
        const { files } = await ask(url, ["f-5"]);
        expect(files).toMatchObject([
          { createdBy: { kind: "unknown", name: "ServicePrincipal", value: "connect.amazonaws.com" } },
        ]);
      },
    );
  });

  it.each([
    ["AccessDeniedException", 403],
    ["InvalidRequestException", 400],
    ["InternalServiceException", 500],
    ["ResourceNotFoundException", 404],
    ["ThrottlingException", 429],
  ] as const)("is refused with %s", async (name, status) => {
    await exchange(
      {
        state: `the next call fails with ${name}`,
        description: `a request that fails with ${name}`,
        fileIds: ["f-1"],
        status,
        headers: { "x-amzn-ErrorType": name },
        body: { Message: MatchersV3.string("because") },
      },
      async (url) =>
        await expect(ask(url, ["f-1"])).rejects.toMatchObject({
          code: name,
          message: expect.stringContaining("because"),
        }),
    );
  });

  it("is throttled, and answered when it is tried again", async () => {
    const request = { fileIds: ["f-1"], description: "a request that is tried again when it was throttled" };
    const throttled = {
      ...request,
      state: "the next call is throttled",
      status: 429,
      headers: { "x-amzn-ErrorType": "ThrottlingException" },
      body: { Message: MatchersV3.string("Rate exceeded") },
    };
    const answered = {
      ...request,
      state: "the call before was throttled, and f-1 is there",
      status: 200,
      body: { Files: [APPROVED], Errors: [] },
    };
    await exchange(throttled, async (first) => {
      await exchange(answered, async (second) => {
        const both = await inTurn([first, second]);
        const files = connectFileSource({
          region: "eu-central-1",
          endpoint: both.url,
          credentials: { accessKeyId: "test", secretAccessKey: "test" },
          maxAttempts: 2,
        });
        expect((await files.getMetadata({ ...REQUEST, fileIds: ["f-1"] })).files).toHaveLength(1);
        await files.close();
        await both.close();
      });
    });
  });
});

describe("ListAttachedFilesConfigurations", () => {
  it("tells the size and the extensions of every scope", async () => {
    await list(
      {
        state: "cases take files of 1000 bytes and two extensions",
        description: "a request for the configurations",
        query: { maxResults: "100" },
        status: 200,
        body: {
          AttachedFilesConfigurations: [
            configuration("EMAIL"),
            configuration("CHAT"),
            configuration("CASE", 1000, ["pdf", "PNG"]),
            configuration("TASK"),
          ],
        },
      },
      async (url) =>
        expect(await configurationsAt(url)).toEqual({
          isPermitted: true,
          configurations: [
            { attachmentScope: "EMAIL", maximumSizeLimitInBytes: 20_971_520, allowedExtensions: ["pdf"] },
            { attachmentScope: "CHAT", maximumSizeLimitInBytes: 20_971_520, allowedExtensions: ["pdf"] },
            { attachmentScope: "CASE", maximumSizeLimitInBytes: 1000, allowedExtensions: ["pdf", "PNG"] },
            { attachmentScope: "TASK", maximumSizeLimitInBytes: 20_971_520, allowedExtensions: ["pdf"] },
          ],
          irregularities: [],
        }),
    );
  });

  it.each([
    ["AccessDeniedException", 403],
    ["InvalidParameterException", 400],
    ["InternalServiceException", 500],
    ["ResourceNotFoundException", 404],
    ["ThrottlingException", 429],
  ] as const)("is refused with %s", async (name, status) => {
    await list(
      {
        state: `the next call for configurations fails with ${name}`,
        description: `a request for the configurations that fails with ${name}`,
        query: { maxResults: "100" },
        status,
        headers: { "x-amzn-ErrorType": name },
        body: { Message: MatchersV3.string("because") },
      },
      async (url) => {
        if (name === "AccessDeniedException")
          expect(await configurationsAt(url)).toEqual({ isPermitted: false, message: "because" });
        else await expect(configurationsAt(url)).rejects.toThrow("because");
      },
    );
  });
});

describe("the contract with amazon-connect", () => {
  it("is committed as these tests write it", async () => {
    expect(await fresh.differences()).toEqual([]);
  });
});

interface Listing extends Omit<Exchange, "fileIds"> {
  readonly query: Record<string, string>;
}

async function list<T>(one: Listing, use: (url: string) => Promise<T>): Promise<T | undefined> {
  return await fresh
    .pact()
    .addInteraction()
    .given(one.state)
    .uponReceiving(one.description)
    .withRequest("GET", `/attached-files-configurations/${INSTANCE}`, (builder) => {
      builder.query(one.query);
    })
    .willRespondWith(one.status, (builder) => {
      builder.headers({ ...JSON_TYPE, ...one.headers }).jsonBody(one.body);
    })
    .executeTest((server) => use(server.url));
}

async function configurationsAt(url: string) {
  const source = connectConfigurationSource({
    region: "eu-central-1",
    endpoint: url.replace("localhost", "127.0.0.1"),
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
  try {
    return await source.getConfigurations(INSTANCE);
  } finally {
    await source.close();
  }
}

function configuration(AttachmentScope: string, MaximumSizeLimitInBytes = 20_971_520, extensions = ["pdf"]) {
  return {
    InstanceId: INSTANCE,
    AttachmentScope,
    MaximumSizeLimitInBytes,
    ExtensionConfiguration: { AllowedExtensions: extensions.map((Extension) => ({ Extension })) },
  };
}

function plain(fileId: string) {
  return {
    CreationTime: "2026-10-01T08:00:00.000Z",
    FileArn: `arn:aws:connect:eu-central-1:111122223333:instance/${INSTANCE}/file/${fileId}`,
    FileId: fileId,
    FileName: `${fileId}.pdf`,
    FileSizeInBytes: 1024,
    FileStatus: "APPROVED",
    AssociatedResourceArn: CASE,
  };
}

/** Hands the first request to the first server, the second to the second: a mock of Pact answers one request in one way. */
async function inTurn(urls: readonly string[]): Promise<{ url: string; close: () => Promise<void> }> {
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const target = new URL(incoming.url ?? "/", urls[turn++]);
    const { host, ...headers } = incoming.headers;
    const onward = forward(target, { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
