import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type ConfigurationSource,
  type ConfigurationsAnswer,
  type FileSource,
  type MetadataAnswer,
  type ReferenceSource,
  SourceError,
  type SourceErrorCode,
} from "@attached-files/core";
import { type FreshPact, freshPact, PAIRS } from "@attached-files/pacts";
import { MatchersV3 } from "@pact-foundation/pact";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scriptedFileSource, scriptedReferenceSource } from "../src/testing/scripted-sources.ts";
import { contentOf, type RunResult, runJob, type SynchronousMessage } from "./contract-run.test-support.ts";

const CASE = "arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/c-1";
const CREATED = "2026-10-01T08:00:00.000Z";

let fresh: FreshPact;
let folder: string;
beforeAll(async () => {
  fresh = await freshPact(PAIRS[0]);
  folder = await mkdtemp(join(tmpdir(), "attached-files-contract-"));
});
afterAll(async () => {
  await fresh.discard();
  await rm(folder, { recursive: true, force: true });
});

/** Adds an exchange of the file source's port to the contract, and lets the job have it as its source. */
async function ask(
  state: string,
  description: string,
  fileIds: readonly string[],
  response: unknown,
  expectations: (result: RunResult) => void,
): Promise<void> {
  await fresh
    .pact()
    .addSynchronousInteraction(description)
    .given(state)
    .withRequest((builder) => {
      builder.withJSONContent({ getMetadata: { instanceId: "i-1", associatedResourceArn: CASE, fileIds } });
    })
    .withResponse((builder) => {
      builder.withJSONContent(response);
    })
    .executeTest(async (message: SynchronousMessage) => {
      const expected = contentOf(message.Request) as { getMetadata: unknown };
      const played = playedFileSource(contentOf(message.Response[0]));
      const references = fileIds.map((fileId) => ({ instanceId: "i-1", associatedResourceArn: CASE, fileId }));
      const result = await runJob(folder, played, scriptedReferenceSource([{ references, irregularities: [] }]));
      // The contract's request is what the job really asked, and nothing else: what is refused, it asks for id by id.
      const parts = isRefused(contentOf(message.Response[0])) ? fileIds.map((fileId) => [fileId]) : [];
      // What was throttled it asks for once more, when nothing else is left.
      const again = isThrottled(contentOf(message.Response[0])) ? [fileIds] : [];
      const asked = [fileIds, ...parts, ...again].map((ids) => ({
        instanceId: "i-1",
        associatedResourceArn: CASE,
        fileIds: ids,
      }));
      expect(played.requests).toEqual(asked);
      expect(played.requests[0]).toEqual(expected.getMetadata);
      expectations(result);
    });
}

/** A source that answers, or fails, as the contract says. */
function playedFileSource(response: unknown): FileSource & { readonly requests: unknown[] } {
  const { answer, error } = response as { answer?: MetadataAnswer; error?: { code: SourceErrorCode; message: string } };
  const requests: unknown[] = [];
  return {
    requests,
    getMetadata: async (request) => {
      requests.push(request);
      if (error !== undefined) throw new SourceError(error.code, error.message);
      if (answer === undefined) throw new Error("the contract says neither answer nor error");
      return answer;
    },
    close: async () => {},
  };
}

function isRefused(response: unknown): boolean {
  return failsWith(response, "InvalidRequestException");
}

function isThrottled(response: unknown): boolean {
  return failsWith(response, "ThrottlingException");
}

function failsWith(response: unknown, code: SourceErrorCode): boolean {
  return (response as { error?: { code: string } }).error?.code === code;
}

function approved(fileId: string) {
  return {
    creationTime: CREATED,
    fileArn: `arn:aws:connect:eu-central-1:111122223333:instance/i-1/file/${fileId}`,
    fileId,
    fileName: `${fileId}.pdf`,
    fileSizeInBytes: 1024,
    fileStatus: "APPROVED",
    fileUseCaseType: "ATTACHMENT",
    associatedResourceArn: CASE,
  };
}

const CONFIGURATIONS = ["EMAIL", "CHAT", "CASE", "TASK"].map((attachmentScope) => ({
  attachmentScope,
  maximumSizeLimitInBytes: attachmentScope === "CASE" ? 1000 : 20_971_520,
  allowedExtensions: attachmentScope === "CASE" ? ["pdf", "PNG"] : ["pdf"],
}));

const NOTHING = { files: [], incompleteFiles: [], errors: [], irregularities: [] };

describe("the job asks a file source", () => {
  it("for files that are retrieved", async () => {
    const createdBy = {
      kind: "ConnectUserArn",
      arn: "arn:aws:connect:eu-central-1:111122223333:instance/i-1/agent/a-1",
    };
    const answer = {
      ...NOTHING,
      files: [{ ...approved("f-1"), createdBy, tags: { department: "claims" } }, approved("f-2")],
    };
    await ask(
      "the case holds f-1 with tags and f-2",
      "a request for two files",
      ["f-1", "f-2"],
      { answer },
      ({ run, rows }) => {
        expect(run).toMatchObject({ status: "complete", counts: { retrieved: 2 } });
        expect(rows).toMatchObject([
          {
            file_name: "f-1.pdf",
            file_size_bytes: 1024n,
            created_by_kind: "ConnectUserArn",
            tags: '{"department":"claims"}',
          },
          { file_name: "f-2.pdf", tags: null },
        ]);
      },
    );
  });

  it("for files of which one is refused and one not answered", async () => {
    const errors = [{ errorCode: "AccessDeniedException", errorMessage: MatchersV3.string("a policy"), fileId: "f-2" }];
    await ask(
      "the case holds f-1, refuses f-2 and does not answer for f-3",
      "a request for three files, one refused, one not answered",
      ["f-1", "f-2", "f-3"],
      { answer: { ...NOTHING, files: [approved("f-1")], errors } },
      ({ run, rows }) => {
        expect(run).toMatchObject({ status: "complete", counts: { retrieved: 1, refused: 1, unanswered: 1 } });
        expect(rows[1]).toMatchObject({ error_code: "AccessDeniedException", error_message: "a policy" });
      },
    );
  });

  it("for a file with a status and a union member that nobody knows", async () => {
    const file = {
      ...approved("f-4"),
      fileStatus: "PENDING_UPLOAD",
      createdBy: { kind: "unknown", name: "ServicePrincipal", value: "connect" },
    };
    const irregularities = [
      {
        kind: "unknown-status",
        path: MatchersV3.string("Files[0].FileStatus"),
        fileId: "f-4",
        detail: MatchersV3.string("PENDING_UPLOAD"),
      },
      {
        kind: "unknown-union-member",
        path: MatchersV3.string("Files[0].CreatedBy"),
        fileId: "f-4",
        detail: MatchersV3.string("connect"),
      },
    ];
    await ask(
      "the case holds f-4 with the status PENDING_UPLOAD, created by a ServicePrincipal",
      "a request for a file with an unknown status and union member",
      ["f-4"],
      { answer: { ...NOTHING, files: [file], irregularities } },
      ({ run, rows }) => {
        expect(run).toMatchObject({ status: "complete", counts: { retrieved: 1 } });
        expect(rows).toMatchObject([
          { file_status: "PENDING_UPLOAD", created_by_kind: "ServicePrincipal", created_by: '"connect"' },
        ]);
      },
    );
  });

  it.each([
    "AccessDeniedException",
    "InvalidRequestException",
    "InternalServiceException",
    "ResourceNotFoundException",
    "ThrottlingException",
  ])("and records the files as failed when it rejects with %s", async (code) => {
    const retryable = code === "InternalServiceException" || code === "ThrottlingException";
    await ask(
      `every call fails with ${code}`,
      `a request that fails with ${code}`,
      ["f-1", "f-2"],
      { error: { code, message: MatchersV3.string("because"), retryable } },
      ({ run, rows }) => {
        expect(run).toMatchObject({ status: "partial", counts: { failed: 2 } });
        expect(rows).toMatchObject([{ error_code: code, error_message: "because" }, { error_code: code }]);
      },
    );
  });

  it("once, and leaves it to the source to try again when it was throttled", async () => {
    await ask(
      "the first call is throttled, and the case holds f-1",
      "a request that is throttled at first",
      ["f-1"],
      { answer: { ...NOTHING, files: [approved("f-1")] } },
      ({ run }) => expect(run).toMatchObject({ status: "complete", counts: { retrieved: 1 }, calls: 1 }),
    );
  });
});

describe("the job asks a reference source", () => {
  /** Adds an exchange of the reference source's port: all pages of a discovery, put together. */
  async function discover(
    state: string,
    description: string,
    response: unknown,
    expectations: (result: RunResult) => void,
  ): Promise<void> {
    await fresh
      .pact()
      .addSynchronousInteraction(description)
      .given(state)
      .withRequest((builder) => {
        builder.withJSONContent({ discover: {} });
      })
      .withResponse((builder) => {
        builder.withJSONContent(response);
      })
      .executeTest(async (message: SynchronousMessage) => {
        const { found, error } = contentOf(message.Response[0]) as {
          found?: Parameters<typeof scriptedReferenceSource>[0][number];
          error?: { code: SourceErrorCode; message: string };
        };
        const references = scriptedReferenceSource(found === undefined ? [] : [found]);
        const failing: ReferenceSource = {
          ...references,
          // biome-ignore lint/correctness/useYield: a search that fails before its first page.
          discover: async function* () {
            throw new SourceError(error?.code ?? "UnexpectedAnswer", error?.message ?? "");
          },
        };
        const files = scriptedFileSource((request) => ({ Files: request.fileIds.map((FileId) => ({ FileId })) }));
        expectations(await runJob(join(folder, description), files, error === undefined ? references : failing));
      });
  }

  function reference(fileId: string, caseId: string) {
    return {
      instanceId: "i-1",
      associatedResourceArn: `arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/${caseId}`,
      fileId,
      associationTime: CREATED,
    };
  }

  it("for all files of a domain, over null entries", async () => {
    const found = {
      references: [reference("f-1", "c-1"), reference("f-2", "c-1"), reference("f-3", "c-2")],
      irregularities: [
        { kind: "null-entry", path: MatchersV3.string("relatedItems[0]"), detail: MatchersV3.string("null") },
      ],
    };
    await discover(
      "the domain holds f-1 and f-2 in c-1, f-3 in c-2, and a null entry",
      "a discovery over a null entry",
      { found },
      ({ run, rows }) => {
        expect(run).toMatchObject({ status: "complete", references: 3 });
        expect(rows.map((row) => row.file_id)).toEqual(["f-1", "f-2", "f-3"]);
      },
    );
  });

  it("for the files of an empty domain", async () => {
    await discover(
      "the domain is empty",
      "a discovery that finds nothing",
      { found: { references: [], irregularities: [] } },
      ({ run }) => expect(run).toMatchObject({ status: "complete", references: 0 }),
    );
  });

  it("and ends partial when the search is denied", async () => {
    const error = { code: "AccessDeniedException", message: MatchersV3.string("not authorized"), retryable: false };
    await discover("every search is denied", "a discovery that is denied", { error }, ({ run }) =>
      expect(run).toMatchObject({ status: "partial", references: 0, troubleCode: "AccessDeniedException" }),
    );
  });
});

describe("the job asks a configuration source", () => {
  it.each([
    [
      "cases take files of 1000 bytes and two extensions",
      "a request for the limits of an instance",
      { answer: { isPermitted: true, configurations: CONFIGURATIONS, irregularities: [] } },
      { answer: "learnt", configurations: CONFIGURATIONS },
    ],
    [
      "every call for configurations fails with AccessDeniedException",
      "a request for the limits of an instance that is not permitted",
      { answer: { isPermitted: false, message: MatchersV3.string("because") } },
      { answer: "not-permitted", error_message: "because" },
    ],
    [
      "every call for configurations fails with ThrottlingException",
      "a request for the limits of an instance that is throttled",
      { error: { code: "ThrottlingException", message: MatchersV3.string("because"), retryable: true } },
      { answer: "failed", error_code: "ThrottlingException", error_message: "because" },
    ],
  ])("and is complete whatever comes of it: %s", async (state, description, response, remembered) => {
    await fresh
      .pact()
      .addSynchronousInteraction(description)
      .given(state)
      .withRequest((builder) => {
        builder.withJSONContent({ getConfigurations: { instanceId: "i-1" } });
      })
      .withResponse((builder) => {
        builder.withJSONContent(response);
      })
      .executeTest(async (message: SynchronousMessage) => {
        const expected = contentOf(message.Request) as { getConfigurations: { instanceId: string } };
        const { answer, error } = contentOf(message.Response[0]) as {
          answer?: ConfigurationsAnswer;
          error?: { code: SourceErrorCode; message: string };
        };
        const played: ConfigurationSource = {
          getConfigurations: async (instanceId) => {
            expect({ instanceId }).toEqual(expected.getConfigurations);
            if (answer !== undefined) return answer;
            throw new SourceError(error?.code ?? "UnexpectedAnswer", error?.message ?? "");
          },
          close: async () => {},
        };
        const files = scriptedFileSource((request) => ({ Files: request.fileIds.map((FileId) => ({ FileId })) }));
        const references = [{ instanceId: "i-1", associatedResourceArn: CASE, fileId: "f-1" }];
        const search = scriptedReferenceSource([{ references, irregularities: [] }]);
        const { run, limits } = await runJob(folder, files, search, played);
        expect(run).toMatchObject({ status: "complete", references: 1 });
        const [known = {}] = limits;
        const configurations = JSON.parse(String(known.configurations ?? null));
        expect([{ ...known, configurations }]).toMatchObject([{ instance_id: "i-1", ...remembered }]);
      });
  });
});

describe("the contract with the adapters", () => {
  it("is committed as these tests write it", async () => {
    expect(await fresh.differences()).toEqual([]);
  });
});
