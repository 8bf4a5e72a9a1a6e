import { type MetadataAnswer, type MetadataRequest, SourceError, type SourceErrorCode } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import { answeredFile, scriptedFileSource } from "../testing/scripted-sources.ts";
import { askForFiles } from "./ask-for-files.ts";

const RESOURCE = "arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/c-1";

function requestsOf(calls: number): MetadataRequest[] {
  return Array.from({ length: calls }, (_, call) => ({
    instanceId: "i",
    associatedResourceArn: RESOURCE,
    fileIds: [`f-${call}-a`, `f-${call}-b`],
  }));
}

function all(request: MetadataRequest): object {
  return { Files: request.fileIds.map((id) => answeredFile(request, id)) };
}

async function ask(calls: number, answer: Parameters<typeof scriptedFileSource>[0], signal?: AbortSignal) {
  const source = scriptedFileSource(answer);
  const answers: MetadataAnswer[] = [];
  const failures: [SourceErrorCode, number, boolean][] = [];
  const asked = await askForFiles(source, requestsOf(calls), {
    signal: signal ?? new AbortController().signal,
    onAnswer: (each) => void answers.push(each),
    onFailure: (error, call, goesOn) => void failures.push([error.code, call, goesOn]),
  });
  return { asked, answers, failures, made: source.requests.length };
}

describe("many calls for files of one resource", () => {
  it("hand on every answer, and count the ids that none of them told of", async () => {
    const { asked, answers } = await ask(3, (request, call) => (call === 2 ? {} : all(request)));
    expect(answers).toHaveLength(3);
    expect(asked).toMatchObject({ answeredCalls: 3, unansweredIds: 2, missingIds: 0, interrupted: false });
    expect(asked.irregularities.size).toBe(0);
  });

  it("count by kind what the answers have too much, or lack", async () => {
    const { asked } = await ask(2, (request) => {
      const [first = ""] = request.fileIds;
      const file = answeredFile(request, first);
      return { Files: [file, file, answeredFile(request, "nobody"), null], Errors: [null] };
    });
    expect(Array.from(asked.irregularities, ([kind, { count }]) => [kind, count]).sort()).toEqual([
      ["null-entry", 4],
      ["repeated", 2],
      ["unasked", 2],
    ]);
    expect(asked.irregularities.get("unasked")?.first).toMatchObject({ path: "Files", fileId: "nobody" });
    expect(asked.unansweredIds).toBe(2);
  });

  it.each([
    ["AccessDeniedException"],
    ["ResourceNotFoundException"],
    ["CredentialsUnavailable"],
    ["SourceUnreachable"],
  ] as const)("end with the first %s, which would meet every other call too", async (code) => {
    const { asked, failures, made } = await ask(5, (request, call) => {
      if (call === 2) throw new SourceError(code, "no");
      return all(request);
    });
    expect(made).toBe(2);
    expect(failures).toEqual([[code, 1, false]]);
    expect(asked).toMatchObject({ answeredCalls: 1, missingIds: 8 });
  });

  it.each([
    ["InvalidRequestException"],
    ["InternalServiceException"],
    ["ThrottlingException"],
    ["SourceTimeout"],
    ["ForeignAnswer"],
    ["UnexpectedAnswer"],
  ] as const)("go on after %s, which may be true of one call alone", async (code) => {
    const { asked, failures } = await ask(5, (request, call) => {
      if (call === 2 || call === 5) throw new SourceError(code, "no");
      return all(request);
    });
    expect(failures).toEqual([
      [code, 1, true],
      [code, 4, false],
    ]);
    expect(asked).toMatchObject({ answeredCalls: 3, missingIds: 4 });
  });

  it("end after three failures in a row", async () => {
    const { asked, made } = await ask(9, (request, call) => {
      if (call === 1 || call > 3) throw new SourceError("InternalServiceException", "no");
      return all(request);
    });
    expect(made).toBe(6);
    expect(asked).toMatchObject({ answeredCalls: 2, missingIds: 14 });
  });

  it("end when the process is asked to, without a failure", async () => {
    const ending = new AbortController();
    const { asked, failures, made } = await ask(
      5,
      (request, call) => {
        if (call < 2) return all(request);
        ending.abort(new SourceError("Aborted", "asked to end"));
        return {};
      },
      ending.signal,
    );
    expect(made).toBe(2);
    expect(failures).toEqual([]);
    expect(asked).toMatchObject({ answeredCalls: 1, missingIds: 8, interrupted: true });
  });

  it("let a defect through", async () => {
    const defect = ask(1, () => {
      throw new TypeError("oops");
    });
    await expect(defect).rejects.toThrow(TypeError);
  });
});
