import { mkdtemp, readdir, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { conserves, SourceError } from "@attached-files/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openState, type State } from "../state/open-state.ts";
import { aScopeRun, aSearch } from "../testing/scope-run.ts";
import { answeredFile, pagesOf, scriptedFileSource, scriptedReferenceSource } from "../testing/scripted-sources.ts";
import type { Clock } from "./clock.ts";
import { runScope } from "./run-scope.ts";
import type { ScopeRun } from "./scope-run.ts";

const clock: Clock = { now: () => new Date("2026-11-24T06:00:00.000Z"), sleep: async () => {} };
const silent = { begin: () => {}, advance: () => {}, end: () => {}, say: () => {} };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-run-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function aRun(change: Partial<ScopeRun> = {}): ScopeRun {
  return aScopeRun({ stateFolder: folder, clock, commit: { units: 5, seconds: 60 }, ...change });
}

function discovery(
  pages: ReturnType<typeof pagesOf>,
): ScopeRun["references"] & { source: ReturnType<typeof scriptedReferenceSource> } {
  const source = scriptedReferenceSource(pages);
  return { ...aSearch(source), source };
}

async function outcomes(): Promise<Record<string, unknown>[]> {
  return await inState(async ({ connection }) =>
    (await connection.runAndReadAll("SELECT * FROM outcomes ORDER BY ALL")).getRowObjectsJS(),
  );
}

async function repeated(): Promise<unknown> {
  return await ofTheRun("repeated");
}

async function troubleOperation(): Promise<unknown> {
  return await ofTheRun("trouble_operation");
}

async function ofTheRun(column: string): Promise<unknown> {
  return await inState(async ({ connection }) =>
    (await connection.runAndReadAll(`SELECT ${column} FROM runs`)).value(0, 0),
  );
}

async function inState<T>(work: (state: State) => Promise<T>): Promise<T> {
  const state = await openState(folder, "main");
  try {
    return await work(state);
  } finally {
    await state.close();
  }
}

describe("a run of one scope", () => {
  it("gives every reference exactly one outcome, and the counts conserve", async () => {
    const run = await runScope(
      aRun({
        files: scriptedFileSource((request, call) => {
          const [first = "", second = "", ...rest] = request.fileIds;
          if (call === 4) throw new SourceError("AccessDeniedException", "not this case");
          return {
            Files: rest.map((id) => answeredFile(request, id)),
            Errors: [{ FileId: first, ErrorCode: "AccessDenied", ErrorMessage: `not ${second}` }],
          };
        }),
      }),
    );
    expect(run).toMatchObject({
      status: "partial",
      references: 60,
      calls: 20,
      counts: { retrieved: 19, refused: 19, unanswered: 19, failed: 3, carried: 0, deferred: 0 },
      due: 60,
      newFiles: 60,
    });
    expect(conserves(run.references, run.counts)).toBe(true);
    expect(new Set((await outcomes()).map((row) => row.file_id)).size).toBe(60);
  });

  it("is complete when all was found and asked, and keeps what was answered to the letter", async () => {
    const hostile = '=HYPERLINK("x")\n\u202Eexe.\u0000\u001b[31m 漢字 😀';
    const run = await runScope(
      aRun({
        references: discovery(pagesOf(1, 1)),
        files: scriptedFileSource((request) => ({
          Files: request.fileIds.map((id) =>
            answeredFile(request, id, {
              FileName: hostile,
              FileSizeInBytes: 9007199254740993n,
              FileStatus: "QUARANTINED",
              CreatedBy: { BotArn: { deep: 1 } },
              Tags: { "": "", __proto__x: "y" },
              Novel: [1, null],
            }),
          ),
        })),
      }),
    );
    expect(run.status).toBe("complete");
    expect(await outcomes()).toMatchObject([
      {
        outcome: "retrieved",
        file_name: hostile,
        file_size_bytes: 9007199254740993n,
        file_status: "QUARANTINED",
        created_by_kind: "BotArn",
        created_by: '{"deep":1}',
        tags: '{"":"","__proto__x":"y"}',
        unknown_members: '{"Novel":[1,null]}',
      },
    ]);
  });

  it("keeps a name with a lone surrogate, which no UTF-8 column can hold, with a replacement character", async () => {
    await runScope(
      aRun({
        references: discovery(pagesOf(1, 1)),
        files: scriptedFileSource((request) => ({
          Files: request.fileIds.map((id) =>
            answeredFile(request, id, { FileName: "a\ud800b\\ud800", FileSizeInBytes: 2n ** 60n }),
          ),
        })),
      }),
    );
    expect(await outcomes()).toMatchObject([{ file_name: "a\ufffdb\\ud800", file_size_bytes: 2n ** 60n }]);
  });

  it("asks for each reference once, however often the search finds it", async () => {
    const pages = pagesOf(4, 10);
    const files = scriptedFileSource((request) => ({ Files: request.fileIds.map((id) => answeredFile(request, id)) }));
    const run = await runScope(aRun({ references: discovery([...pages, ...pages]), files }));
    expect(run.references).toBe(40);
    expect(files.requests.flatMap((request) => request.fileIds)).toHaveLength(40);
    expect(files.requests).toHaveLength(4);
  });

  it("packs a resource with 250 files into three calls", async () => {
    const files = scriptedFileSource((request) => ({ Files: request.fileIds.map((id) => answeredFile(request, id)) }));
    await runScope(aRun({ references: discovery(pagesOf(1, 250)), files }));
    expect(files.requests.map((request) => request.fileIds.length).sort()).toEqual([100, 100, 50].sort());
  });

  it("goes on where it was interrupted, and ends as if it never had been", async () => {
    await runScope(aRun({ stateFolder: join(folder, "undisturbed") }));
    const ending = new AbortController();
    const interrupted = aRun({
      signal: ending.signal,
      files: scriptedFileSource((request, call) => {
        if (call === 9) ending.abort();
        return { Files: request.fileIds.map((id) => answeredFile(request, id)) };
      }),
    });
    await expect(runScope(interrupted)).rejects.toMatchObject({ code: "interrupted", exitCode: 3 });
    const files = scriptedFileSource((request) => ({ Files: request.fileIds.map((id) => answeredFile(request, id)) }));
    const run = await runScope(aRun({ files }));
    expect(run).toMatchObject({ status: "complete", references: 60, counts: { retrieved: 60 } });
    expect(files.requests.length).toBeLessThanOrEqual(20 - 8 + 3);
    const resumed = await outcomes();
    folder = join(folder, "undisturbed");
    expect(resumed).toEqual(await outcomes());
  });

  it("resumes a discovery behind the last page that it kept", async () => {
    const broken = discovery(pagesOf(20, 5));
    const [first, second, ...rest] = pagesOf(20, 5);
    const ending = new AbortController();
    const dying = {
      ...broken,
      source: {
        ...broken.source,
        discover: async function* () {
          if (first !== undefined) yield first;
          if (second !== undefined) yield second;
          ending.abort();
          throw new SourceError("Aborted", "killed");
        },
      },
    };
    await expect(runScope(aRun({ references: dying, signal: ending.signal }))).rejects.toMatchObject({
      code: "interrupted",
    });
    const again = discovery(pagesOf(20, 5));
    const run = await runScope(aRun({ references: again }));
    expect(again.source.resumedWith).toEqual(["after-25"]);
    expect(run).toMatchObject({ references: 100, status: "complete" });
    expect(rest).toHaveLength(2);
  });

  it("reads a list from its beginning when it goes on, and asks only for what is left", async () => {
    const list = (): ScopeRun["references"] => ({ ...discovery(pagesOf(20, 3)), isList: true });
    const ending = new AbortController();
    const half = list();
    const dying = {
      ...half,
      source: {
        ...half.source,
        discover: async function* () {
          yield* pagesOf(20, 3).slice(0, 2);
          ending.abort();
          throw new SourceError("Aborted", "killed");
        },
      },
    };
    await expect(runScope(aRun({ references: dying, signal: ending.signal }))).rejects.toMatchObject({
      code: "interrupted",
    });
    const again = discovery(pagesOf(20, 3));
    const run = await runScope(aRun({ references: { ...again, isList: true } }));
    expect(again.source.resumedWith).toEqual([undefined]);
    expect(run).toMatchObject({ status: "complete", references: 60, counts: { retrieved: 60 } });
    // References of the first attempt are forgotten, not counted as repeated.
    expect(await repeated()).toBe(0n);
  });

  it("does not read a list again once it was read to its end", async () => {
    const ending = new AbortController();
    const files = scriptedFileSource((request) => {
      ending.abort();
      return { Files: request.fileIds.map((id) => answeredFile(request, id)) };
    });
    const list = (): ReturnType<typeof discovery> => ({ ...discovery(pagesOf(20, 3)), isList: true });
    await expect(runScope(aRun({ references: list(), files, signal: ending.signal }))).rejects.toThrow();
    const again = list();
    expect(await runScope(aRun({ references: again }))).toMatchObject({ status: "complete", references: 60 });
    expect(again.source.resumedWith).toEqual([]);
  });

  it("gives an unfinished run of another input up, says so, and asks for everything", async () => {
    const { run, files, said } = await afterInterruption({}, { digest: "another", sourceDigest: "another" });
    expect(run).toMatchObject({ status: "complete", references: 75, calls: 25 });
    expect(files.requests).toHaveLength(25);
    expect(said).toEqual([
      "main: the unfinished run of slot 2026-11-24 is given up: its input was another one (a test)",
    ]);
  });

  it("keeps what an unfinished run of another slot had learned, and asks for the rest alone", async () => {
    const { run, files, said } = await afterInterruption({ slot: "2026-11-25" }, {});
    expect(run).toMatchObject({ status: "complete", references: 75, newFiles: 15 });
    const known = run.counts.carried;
    expect(known).toBeGreaterThanOrEqual(8 * 3);
    expect(run.counts).toMatchObject({ retrieved: 75 - known, deferred: 0, failed: 0 });
    expect(files.requests).toHaveLength(25 - known / 3);
    expect(said).toEqual([
      "main: slot 2026-11-24 had not finished; what it had learned is kept, and slot 2026-11-25 begins",
    ]);
    const runs = await inState(async ({ connection }) =>
      (await connection.runAndReadAll("SELECT slot, status, trouble_code FROM runs ORDER BY number")).getRowsJS(),
    );
    expect(runs).toEqual([
      ["2026-11-24", "partial", "Superseded"],
      ["2026-11-25", "complete", null],
    ]);
  });

  async function afterInterruption(change: Partial<ScopeRun>, input: Partial<ScopeRun["references"]>) {
    const ending = new AbortController();
    const interrupting = scriptedFileSource((request, call) => {
      if (call === 9) ending.abort();
      return { Files: request.fileIds.map((id) => answeredFile(request, id)) };
    });
    await expect(runScope(aRun({ files: interrupting, signal: ending.signal }))).rejects.toThrow();
    const said: string[] = [];
    const files = scriptedFileSource((request) => ({ Files: request.fileIds.map((id) => answeredFile(request, id)) }));
    const progress = { ...silent, say: (line: string) => said.push(line) };
    const references = { ...discovery(pagesOf(25, 3)), ...input };
    return { run: await runScope(aRun({ files, references, progress, ...change })), files, said };
  }

  it("says that a finished slot was of another input", async () => {
    await runScope(aRun());
    const said: string[] = [];
    const progress = { ...silent, say: (line: string) => said.push(line) };
    await runScope(aRun({ progress }));
    await runScope(aRun({ references: { ...discovery([]), digest: "another" }, progress }));
    expect(said).toEqual([
      "main: slot 2026-11-24 was finished before; no call made",
      expect.stringMatching(
        /^main: slot 2026-11-24 was finished before, from another input \(a test\); no call made\. .*run a new one.*run-book trouble-other-input$/,
      ),
    ]);
  });

  it("does not run a finished slot again", async () => {
    await runScope(aRun());
    const files = scriptedFileSource(() => ({}));
    expect(await runScope(aRun({ files }))).toMatchObject({ status: "complete", references: 60 });
    expect(files.requests).toEqual([]);
  });

  it("ends partial, with what it has, when the search breaks off", async () => {
    const [first] = pagesOf(20, 3);
    const references = discovery([]);
    const broken = {
      ...references,
      source: {
        ...references.source,
        discover: async function* () {
          if (first !== undefined) yield first;
          throw new SourceError("AccessDeniedException", "not allowed", { operation: "SearchRelatedItems" });
        },
      },
    };
    const run = await runScope(aRun({ references: broken }));
    expect(await troubleOperation()).toBe("SearchRelatedItems");
    expect(run).toMatchObject({
      status: "partial",
      references: 25,
      counts: { retrieved: 25 },
      troubleCode: "AccessDeniedException",
    });
  });

  it("tells why files were not answered: each code with its files, and a stranger's message no longer than a line", async () => {
    const said: string[] = [];
    const files = scriptedFileSource((request, call) => {
      if (call === 1) throw new SourceError("ResourceNotFoundException", "gone");
      if (call < 6) throw new SourceError("InternalServiceException", "x".repeat(500_000));
      return { Files: request.fileIds.map((id) => answeredFile(request, id)) };
    });
    await runScope(aRun({ files, progress: { ...silent, say: (line) => said.push(line) } }));
    expect(said).toEqual([
      "main: 3 files not answered: ResourceNotFoundException: gone",
      expect.stringMatching(
        /^main: 12 files not answered: InternalServiceException: x{300}… \(cut: 500,000 characters\)$/,
      ),
    ]);
  });

  it("gives up when nothing succeeds any more, and says which references are deferred", async () => {
    const files = scriptedFileSource(() => {
      throw new SourceError("AccessDeniedException", "no");
    });
    const run = await runScope(aRun({ files, stopAfterFailures: 5 }));
    expect(await troubleOperation()).toBe("BatchGetAttachedFileMetadata");
    expect(run).toMatchObject({
      status: "partial",
      counts: { failed: 9, deferred: 51 },
      troubleCode: "AccessDeniedException",
    });
    expect((await outcomes()).filter((row) => row.outcome === "deferred")).toHaveLength(51);
  });

  it("takes a case that is gone for an answer, where its instance answers, and does not give up on the others", async () => {
    const files = scriptedFileSource((request, call) => {
      if (call <= 15) throw new SourceError("ResourceNotFoundException", "gone");
      return { Files: request.fileIds.map((id) => answeredFile(request, id)) };
    });
    const run = await runScope(aRun({ files, stopAfterFailures: 5 }));
    expect(run).toMatchObject({ status: "complete", counts: { refused: 45, failed: 0, retrieved: 15, deferred: 0 } });
    expect((await outcomes()).filter((row) => row.error_code === "ResourceNotFoundException")).toHaveLength(45);
  });

  it("takes a case that is gone for a failed call, where its instance has never answered", async () => {
    const files = scriptedFileSource(() => {
      throw new SourceError("ResourceNotFoundException", "no such instance");
    });
    const run = await runScope(aRun({ files }));
    expect(run).toMatchObject({ status: "partial", counts: { failed: 60, refused: 0 } });
  });

  it.skipIf(process.platform !== "linux")("lets go of the state's file however it ends", async () => {
    const open = async (): Promise<string[]> => {
      const links = await Promise.all(
        (await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")),
      );
      return links.filter((link) => link.includes(folder));
    };
    await runScope(aRun({ slot: "whole" }));
    expect(await open()).toEqual([]);
    const denied = scriptedFileSource(() => {
      throw new SourceError("AccessDeniedException", "no");
    });
    await runScope(aRun({ slot: "given up", files: denied, stopAfterFailures: 2 }));
    expect(await open()).toEqual([]);
    const ending = new AbortController();
    const interrupting = scriptedFileSource((request) => {
      ending.abort();
      return { Files: request.fileIds.map((id) => answeredFile(request, id)) };
    });
    await runScope(aRun({ slot: "interrupted", files: interrupting, signal: ending.signal })).catch(() => {});
    expect(await open()).toEqual([]);
  });

  it("leaves no journal behind", async () => {
    await runScope(aRun());
    expect(await readdir(join(folder, "scope=main", "journal"))).toEqual([]);
  });
});
