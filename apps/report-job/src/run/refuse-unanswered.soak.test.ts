import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MetadataRequest, SourceError, type SourceErrorCode } from "@attached-files/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openState } from "../state/open-state.ts";
import { aScopeRun, aSearch } from "../testing/scope-run.ts";
import { answeredFile, pagesOf, scriptedFileSource, scriptedReferenceSource } from "../testing/scripted-sources.ts";
import { runScope } from "./run-scope.ts";
import type { ReferenceInput, ScopeRun } from "./scope-run.ts";

let stateFolder: string;
beforeEach(async () => {
  stateFolder = await mkdtemp(join(tmpdir(), "attached-files-unanswered-"));
});
afterEach(async () => {
  await rm(stateFolder, { recursive: true, force: true });
});

const HERE = { text: "endpoint http://here, Region eu-central-1", sources: ["lists here", "searches here"] };
const THERE = { text: "endpoint http://there, Region eu-central-1", sources: ["lists there", "searches there"] };

function list(place: typeof HERE, change: Partial<ReferenceInput> = {}): ReferenceInput {
  const [sourceDigest = ""] = place.sources;
  const source = scriptedReferenceSource(pagesOf(3, 2));
  return aSearch(source, { digest: `a list, ${place.text}`, sourceDigest, place, isList: true, ...change });
}

function search(place: typeof HERE, change: Partial<ReferenceInput> = {}): ReferenceInput {
  return list(place, {
    digest: place.sources[1] ?? "",
    sourceDigest: place.sources[1] ?? "",
    isList: false,
    ...change,
  });
}

const described = (request: MetadataRequest) => ({ Files: request.fileIds.map((id) => answeredFile(request, id)) });
const refused = ({ fileIds }: MetadataRequest) => ({
  Errors: fileIds.map((FileId) => ({ FileId, ErrorCode: "RESOURCE_NOT_FOUND", ErrorMessage: "none of ours" })),
});
const files = scriptedFileSource(described);
const refusing = scriptedFileSource(refused);
/** Answers so many calls, and fails then. */
const failing = (code: SourceErrorCode, answered = 0, answer: (request: MetadataRequest) => unknown = refused) =>
  scriptedFileSource((request, call) => {
    if (call > answered) throw new SourceError(code, "said a service");
    return answer(request);
  });

async function run(slot: string, references: ReferenceInput, change: Partial<ScopeRun> = {}) {
  return await runScope(aScopeRun({ stateFolder, slot, references, files, ...change }));
}

async function rowsOf(sql: string): Promise<unknown> {
  const state = await openState(stateFolder, "main");
  try {
    return (await state.connection.runAndReadAll(sql)).getRowsJS();
  } finally {
    await state.close();
  }
}
const known = (): Promise<unknown> => rowsOf("SELECT * FROM outcomes ORDER BY number");
const runs = (): Promise<unknown> => rowsOf("SELECT slot, status, trouble_code FROM runs ORDER BY number");

describe("a list that is asked for at another place, and answered with no file there", () => {
  test.each([
    ["refused", refusing, "(6 files refused)"],
    ["not there", failing("ResourceNotFoundException"), "(6 files not there)"],
    ["not answered", scriptedFileSource(() => ({ Files: [], Errors: [] })), "(6 files not answered)"],
  ])("is given up where all were %s: what is known stands, and both places are named", async (_, source, said) => {
    await run("2026-11-24", list(HERE));
    const before = await known();
    const wrong = run("2026-11-25", list(THERE), { files: source });
    await expect(wrong).rejects.toMatchObject({ code: "unavailable", section: "error-nothing-found" });
    await expect(wrong).rejects.toThrow(`answered with none of its 6 files there ${said}`);
    await expect(wrong).rejects.toThrow(`Before (slot 2026-11-24): ${HERE.text}. Now: ${THERE.text}.`);
    // What to do is no longer there where a message cuts what stands behind it.
    await expect(wrong).rejects.toThrow(/Correct region, .*start the same slot again.*stands: .* Before \(slot/);
    await expect(wrong).rejects.toThrow(/start the same slot again.*another name.*stands: 6 files/);
    expect(await known()).toEqual(before);
    expect(await runs()).toEqual([
      ["2026-11-24", "complete", null],
      ["2026-11-25", "abandoned", "NothingFound"],
    ]);
    const mended = await run("2026-11-25", list(HERE));
    expect(mended).toMatchObject({ status: "complete", newFiles: 0, calls: 0, counts: { carried: 6 } });
  });

  test("is told as the outage that kept calls from being answered, not as files that are not there", async () => {
    await run("2026-11-24", list(HERE));
    const ended = run("2026-11-25", list(THERE), { files: failing("InternalServiceException", 1) });
    await expect(ended).rejects.toMatchObject({ code: "unavailable", section: "error-internal-service" });
    await expect(ended).rejects.toThrow(
      "none was answered: InternalServiceException: said a service. The scope asks at another place",
    );
  });

  test.each([
    ["SourceUnreachable", "error-source-unreachable"],
    ["AccessDeniedException", "error-access-denied"],
  ] as const)("is told by the error that the source was given up for, %s", async (code, section) => {
    await run("2026-11-24", list(HERE));
    const before = await known();
    const ended = run("2026-11-25", list(THERE), { files: failing(code), stopAfterFailures: 1 });
    await expect(ended).rejects.toMatchObject({ code: "unavailable", section });
    await expect(ended).rejects.toThrow(
      new RegExp(`${code}: gave up.*\\(said a service\\)\\. .*at another place than`),
    );
    expect(await known()).toEqual(before);
  });

  test("takes nothing away either where it was killed before its end, and another slot begins there", async () => {
    await run("2026-11-24", list(HERE));
    const before = await known();
    const ending = new AbortController();
    const source = scriptedFileSource((request, call) => {
      if (call === 2) ending.abort();
      return refused(request);
    });
    const killed = run("2026-11-25", list(THERE), { files: source, signal: ending.signal });
    await expect(killed).rejects.toMatchObject({ code: "interrupted" });
    await expect(run("2026-11-26", list(THERE), { files: refusing })).rejects.toThrow("stands: 6 files");
    expect(await runs()).toEqual([
      ["2026-11-24", "complete", null],
      ["2026-11-25", "abandoned", "Superseded"],
      ["2026-11-26", "abandoned", "NothingFound"],
    ]);
    expect(await known()).toEqual(before);
  });

  test("names a place that an older version did not note as one, and says so where two differ in what is not shown", async () => {
    await run("2026-11-24", list(HERE));
    await expect(run("2026-11-25", list({ ...THERE, text: HERE.text }), { files: refusing })).rejects.toThrow(
      `Now: ${HERE.text} (it differs in what is not shown`,
    );
    await rowsOf("UPDATE runs SET place = NULL");
    await expect(run("2026-11-26", list(THERE), { files: refusing })).rejects.toThrow(
      "Before (slot 2026-11-24): not noted by the version that ran it.",
    );
  });
});

describe("a list that is asked for at another place, and whose time ended", () => {
  test("before a file was asked for takes nothing away, and goes on in the same slot", async () => {
    await run("2026-11-24", list(HERE));
    const before = await known();
    const ended = run("2026-11-25", list(THERE), { deadline: new Date("2026-11-24T06:00:00.000Z") });
    await expect(ended).rejects.toThrow(/did not finish, and none was answered: TimeBox: the time/);
    expect(await known()).toEqual(before);
    expect(await run("2026-11-25", list(THERE))).toMatchObject({ status: "complete", counts: { retrieved: 6 } });
  });
});

describe("an empty list at another place", () => {
  test("is refused in words of its own, for it would take away what is known", async () => {
    await run("2026-11-24", list(HERE));
    const before = await known();
    const empty = { source: scriptedReferenceSource([]), digest: "empty" };
    const ended = run("2026-11-25", list(THERE, empty));
    await expect(ended).rejects.toMatchObject({ code: "unavailable", section: "error-nothing-found" });
    await expect(ended).rejects.toThrow(
      "at another place than the run before, and its list names no file. Correct region",
    );
    const skipped = run("2026-11-25", list(THERE, { ...empty, digest: "broken", skippedLines: 2 }));
    await expect(skipped).rejects.toThrow("its list names no file (2 malformed lines were left out). Correct region");
    expect(await known()).toEqual(before);
  });
});

describe("a case that is not there, at another place", () => {
  test("fails where its instance has answered at the other place alone, and is refused where it has answered here", async () => {
    await run("2026-11-24", list(HERE));
    const [page] = pagesOf(3, 2);
    const [own, others] = [
      page?.references ?? [],
      (page?.references ?? []).map((one) => ({ ...one, instanceId: "i-2" })),
    ];
    const both = { source: scriptedReferenceSource([{ references: [...own, ...others], irregularities: [] }]) };
    const answer = (request: MetadataRequest) => {
      if (request.instanceId !== "i-2") throw new SourceError("ResourceNotFoundException", "no such case");
      return described(request);
    };
    const moved = await run("2026-11-25", list(THERE, both), { files: scriptedFileSource(answer) });
    expect(moved).toMatchObject({ counts: { retrieved: 6, refused: 0, failed: 6 } });
    const later = { ...both, digest: "later" };
    const goneSince = (request: MetadataRequest) => {
      throw new SourceError("ResourceNotFoundException", `no such case of ${request.instanceId}`);
    };
    const full = { recheckAfterSeconds: 1_000_000, full: true };
    const gone = await run("2026-11-26", list(THERE, later), { files: scriptedFileSource(goneSince), freshness: full });
    expect(gone).toMatchObject({ counts: { retrieved: 0, refused: 6, failed: 6 } });
  });
});

describe("a list", () => {
  test("is settled at another place where one file was answered, whatever ended it", async () => {
    await run("2026-11-24", list(HERE));
    const source = failing("SourceUnreachable", 1, described);
    const moved = await run("2026-11-25", list(THERE), { files: source, stopAfterFailures: 1 });
    expect(moved).toMatchObject({ status: "partial", counts: { retrieved: 2 } });
  });

  test("is settled at the place that is known, and after a search of it, whatever was answered", async () => {
    await run("2026-11-23", search(HERE));
    expect(await run("2026-11-24", list(HERE), { files: refusing })).toMatchObject({ status: "complete" });
    const outage = { files: failing("SourceUnreachable"), stopAfterFailures: 1 };
    expect(await run("2026-11-25", list(HERE), outage)).toMatchObject({ status: "partial" });
  });

  test("is settled at another place where no file was ever answered before", async () => {
    await run("2026-11-24", list(HERE), { files: failing("SourceUnreachable") });
    expect(await run("2026-11-25", list(THERE), { files: refusing })).toMatchObject({ counts: { refused: 6 } });
  });
});

describe("a search of another place", () => {
  test("is given up where all that it found was asked for, and no file answered; the next one there searches anew", async () => {
    await run("2026-11-24", search(HERE));
    const before = await known();
    await expect(run("2026-11-25", search(THERE), { files: refusing })).rejects.toMatchObject({
      section: "error-nothing-found",
    });
    expect(await known()).toEqual(before);
    const moved = await run("2026-11-26", search(THERE));
    expect(moved).toMatchObject({ status: "complete", counts: { retrieved: 6 } });
  });

  test.each([1, 2])(
    "is given up where it was killed in its call %i, before a file was answered, and another slot begins",
    async (last) => {
      await run("2026-11-24", search(HERE));
      const ending = new AbortController();
      const source = scriptedFileSource((request, call) => {
        if (call === last) ending.abort();
        return refused(request);
      });
      const killed = run("2026-11-25", search(THERE), { files: source, signal: ending.signal });
      await expect(killed).rejects.toMatchObject({ code: "interrupted" });
      const nothing = search(THERE, { source: scriptedReferenceSource([]) });
      await expect(run("2026-11-26", nothing)).rejects.toThrow("stands: 6 files");
      expect(await runs()).toEqual([
        ["2026-11-24", "complete", null],
        ["2026-11-25", "abandoned", "Superseded"],
        ["2026-11-26", "abandoned", "NothingFound"],
      ]);
    },
  );

  /** Answers two calls, and the time of the run ends with the second. */
  const boxed = async (slot: string, references: ReferenceInput, answer: (request: MetadataRequest) => unknown) => {
    const now = new Date("2026-11-24T06:00:00.000Z");
    let endTime = (): void => {};
    const ended = new Promise<void>((resolve) => {
      endTime = resolve;
    });
    const source = scriptedFileSource((request, call) => {
      if (call === 2) endTime();
      return answer(request);
    });
    const clock = { now: () => now, sleep: () => ended };
    return await run(slot, references, { files: source, clock, deadline: new Date(now.getTime() + 3_600_000) });
  };
  const THIRTY = pagesOf(30, 2);

  test.each([
    ["refused", refused, "files refused"],
    ["failed", failing("ResourceNotFoundException").getMetadata, "files not there"],
  ])(
    "whose time ended where all that it asked for was %s takes nothing away, and goes on in the same slot",
    async (_, answer, said) => {
      await run("2026-11-24", search(HERE));
      const before = await known();
      const source = scriptedReferenceSource(THIRTY);
      const ended = boxed("2026-11-25", search(THERE, { source }), answer);
      await expect(ended).rejects.toMatchObject({ code: "unavailable", section: "error-time-box" });
      await expect(ended).rejects.toThrow(
        new RegExp(`none of \\d+ files \\(\\d+ ${said}\\) was answered: TimeBox: the time`),
      );
      await expect(ended).rejects.toThrow(/at the new place, start the same slot again as it is.*stands: 6 files/);
      expect(await known()).toEqual(before);
      expect(await runs()).toContainEqual(["2026-11-25", "running", null]);
      const moved = await run("2026-11-25", search(THERE, { source }));
      expect(moved).toMatchObject({ status: "complete", references: 60 });
      // What it had found was not searched for once more.
      expect(source.resumedWith).toHaveLength(1);
    },
  );

  test("whose time ended there leaves the slot to the right configuration, for which nothing is new", async () => {
    await run("2026-11-24", search(HERE));
    const elsewhere = search(THERE, { source: scriptedReferenceSource(THIRTY) });
    await expect(boxed("2026-11-25", elsewhere, refused)).rejects.toMatchObject({ section: "error-time-box" });
    const mended = await run("2026-11-25", search(HERE));
    expect(mended).toMatchObject({ status: "complete", newFiles: 0, calls: 0, counts: { carried: 6 } });
  });

  test("whose time ended in an outage, before a call was answered, takes nothing away, and goes on in the same slot", async () => {
    await run("2026-11-24", search(HERE));
    const before = await known();
    const source = scriptedReferenceSource(THIRTY);
    const outage = failing("SourceUnreachable").getMetadata;
    const ended = boxed("2026-11-25", search(THERE, { source }), outage);
    await expect(ended).rejects.toMatchObject({ code: "unavailable", section: "error-time-box" });
    expect(await known()).toEqual(before);
    expect(await runs()).toContainEqual(["2026-11-25", "running", null]);
    // Nobody has asked in this process, and the one before was answered with nothing.
    const now = { deadline: new Date("2026-11-24T06:00:00.000Z") };
    await expect(run("2026-11-25", search(THERE, { source }), now)).rejects.toMatchObject({
      section: "error-time-box",
    });
    expect(await known()).toEqual(before);
    const moved = await run("2026-11-25", search(THERE, { source }));
    expect(moved).toMatchObject({ status: "complete", references: 60 });
  });

  test("whose time ended before a file was asked for takes nothing away, and goes on in the same slot", async () => {
    await run("2026-11-24", search(HERE));
    const before = await known();
    const now = new Date("2026-11-24T06:00:00.000Z");
    const ended = run("2026-11-25", search(THERE), { deadline: now });
    await expect(ended).rejects.toMatchObject({ section: "error-time-box" });
    expect(await known()).toEqual(before);
    // Its search had not ended either, and ends in the next run.
    expect(await run("2026-11-25", search(THERE))).toMatchObject({ status: "partial", counts: { retrieved: 6 } });
    expect(await run("2026-11-26", search(THERE))).toMatchObject({ status: "complete", counts: { carried: 6 } });
  });
});
