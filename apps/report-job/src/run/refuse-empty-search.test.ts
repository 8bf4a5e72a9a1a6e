import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Irregularity, type ReferencePage, SourceError, type SourceErrorCode } from "@attached-files/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openState } from "../state/open-state.ts";
import { aScopeRun, aSearch } from "../testing/scope-run.ts";
import { pagesOf, scriptedReferenceSource } from "../testing/scripted-sources.ts";
import { runScope } from "./run-scope.ts";
import type { ReferenceInput } from "./scope-run.ts";

let stateFolder: string;
beforeEach(async () => {
  stateFolder = await mkdtemp(join(tmpdir(), "attached-files-empty-"));
});
afterEach(async () => {
  await rm(stateFolder, { recursive: true, force: true });
});

const ofAnother: ReferencePage = {
  references: [],
  irregularities: ["f-1", "f-2"].map((fileId, index) => ({
    kind: "other-instance",
    path: `relatedItems[${index}]`,
    fileId,
    otherInstanceId: "i-real",
    detail: "a file of another",
  })),
};

function search(pages: readonly ReferencePage[], change: Partial<ReferenceInput> = {}): ReferenceInput {
  return aSearch(scriptedReferenceSource(pages), change);
}

async function run(slot: string, references: ReferenceInput) {
  return await runScope(aScopeRun({ stateFolder, slot, references }));
}

async function standing(): Promise<unknown> {
  return await rowsOf(
    "SELECT (SELECT count(*)::INTEGER FROM outcomes), slot, status, trouble_code FROM runs ORDER BY number",
  );
}

async function rowsOf(sql: string): Promise<unknown> {
  const state = await openState(stateFolder, "main");
  try {
    return (await state.connection.runAndReadAll(sql)).getRowsJS();
  } finally {
    await state.close();
  }
}

describe("a search that its time ended", () => {
  const theirs = (name: string): ReferencePage => ({ ...ofAnother, resumeToken: name });
  const own = pagesOf(1, 2).map((page) => ({ ...page, resumeToken: "own" }));
  /** Runs a search whose time ends behind so many of its pages. */
  const boxed = async (
    slot: string,
    pages: readonly ReferencePage[],
    most: number,
    change?: Partial<ReferenceInput>,
  ) => {
    const now = new Date("2026-11-24T06:00:00.000Z");
    let endTime = (): void => {};
    const ended = new Promise<void>((resolve) => {
      endTime = resolve;
    });
    const source = scriptedReferenceSource(pages.slice(0, most));
    const { discover } = source;
    source.discover = async function* (options = {}) {
      yield* discover(options);
      const isStopped = new Promise((resolve) => options.signal?.addEventListener("abort", resolve));
      endTime();
      await isStopped;
      options.signal?.throwIfAborted();
    };
    const clock = { now: () => now, sleep: () => ended };
    const deadline = new Date(now.getTime() + 3_600_000);
    return await runScope(aScopeRun({ stateFolder, slot, references: aSearch(source, change), clock, deadline }));
  };

  test("is refused where all that it met so far is another's, and what is known stands", async () => {
    await run("2026-11-24", search(pagesOf(2, 3)));
    const wrong = { digest: "other", sourceDigest: "other", instanceId: "customer-care" };
    await expect(boxed("2026-11-25", [theirs("one")], 1, wrong)).rejects.toMatchObject({
      code: "unavailable",
      section: "error-other-instance",
      message: expect.stringMatching(/2 file items before its time ended.*instance i-real.*stands: 6 files/),
    });
    expect(await standing()).toEqual([
      [6, "2026-11-24", "complete", null],
      [6, "2026-11-25", "abandoned", "OtherInstance"],
    ]);
  });

  test("is given up at another place where it met nothing so far, and goes on there in the next run", async () => {
    await run("2026-11-24", search(pagesOf(2, 3)));
    const elsewhere = { digest: "other", sourceDigest: "other" };
    const pages = [{ references: [], irregularities: [], resumeToken: "one" }, ...own];
    for (const [slot, most] of [
      ["2026-11-25", 1],
      ["2026-11-26", 0],
    ] as const) {
      await expect(boxed(slot, pages, most, elsewhere)).rejects.toMatchObject({
        section: "error-time-box",
        message: expect.stringMatching(/TimeBox: .*another place.*stands: 6 files/),
      });
    }
    expect(await standing()).toContainEqual([6, "2026-11-26", "abandoned", "TimeBox"]);
    const source = scriptedReferenceSource(pages);
    expect(await run("2026-11-27", aSearch(source, elsewhere))).toMatchObject({ status: "complete", references: 2 });
    expect(source.resumedWith).toEqual(["one"]);
  });

  test("goes on in the next run, and finds the scope's own files behind those of others", async () => {
    const pages = [theirs("one"), ...own];
    await expect(boxed("2026-11-24", pages, 1)).rejects.toMatchObject({ section: "error-other-instance" });
    const source = scriptedReferenceSource(pages);
    expect(await run("2026-11-25", aSearch(source))).toMatchObject({ status: "complete", counts: { retrieved: 2 } });
    expect(source.resumedWith).toEqual(["one"]);
  });

  test("is refused by the next run, too, where the rest of it holds nothing, or its time is too short for a page", async () => {
    const pages = [theirs("one"), { references: [], irregularities: [], resumeToken: "two" }];
    await expect(boxed("2026-11-24", pages, 1)).rejects.toMatchObject({ section: "error-other-instance" });
    await expect(boxed("2026-11-25", pages, 0)).rejects.toMatchObject({ section: "error-other-instance" });
    const source = scriptedReferenceSource(pages);
    await expect(run("2026-11-25", aSearch(source))).rejects.toThrow(
      "0 file items, the runs before it found others, and none",
    );
    expect(source.resumedWith).toEqual(["one"]);
    // It came to its end: the next one begins anew.
    await expect(run("2026-11-26", aSearch(source))).rejects.toThrow("2 file items, and none");
  });

  test("is partial where files of the scope were found, or stand from the runs before", async () => {
    expect(await boxed("2026-11-24", [...own, theirs("two")], 2)).toMatchObject({ status: "partial" });
    await run("2026-11-25", search(own));
    const known = await boxed("2026-11-26", [theirs("one"), ...own], 1);
    expect(known).toMatchObject({ status: "partial", counts: { carried: 2 } });
  });
});

describe("a search at another place that trouble ended before it met a file", () => {
  const elsewhere = { digest: "other", sourceDigest: "other" };
  /** Finds these pages, and then meets trouble. */
  function troubled(
    pages: readonly ReferencePage[],
    code: SourceErrorCode,
    change: Partial<ReferenceInput> = {},
  ): ReferenceInput {
    const source = scriptedReferenceSource(pages);
    const discover: typeof source.discover = async function* (options) {
      yield* source.discover(options);
      throw new SourceError(code, "connect ECONNREFUSED 127.0.0.1:9");
    };
    return aSearch({ ...source, discover }, change);
  }

  test.each([
    ["SourceUnreachable", "error-source-unreachable"],
    ["AccessDeniedException", "error-access-denied"],
    ["ThrottlingException", "error-throttling"],
  ] as const)("is given up with its own code, %s, and the state is as it was", async (code, section) => {
    await run("2026-11-24", search(pagesOf(2, 3)));
    const known = await rowsOf("SELECT * FROM outcomes ORDER BY number");
    await expect(run("2026-11-25", troubled([], code, elsewhere))).rejects.toMatchObject({
      code: "unavailable",
      section,
      message: expect.stringMatching(
        `did not finish: ${code}: connect ECONNREFUSED 127.0.0.1:9\\. .*another place than the run before.*stands: 6 files`,
      ),
    });
    expect(await rowsOf("SELECT * FROM outcomes ORDER BY number")).toEqual(known);
    expect(await standing()).toContainEqual([6, "2026-11-25", "abandoned", code]);
  });

  test("leaves the same slot to the right configuration, for which nothing is new", async () => {
    await run("2026-11-24", search(pagesOf(2, 3)));
    await expect(run("2026-11-25", troubled([], "SourceUnreachable", elsewhere))).rejects.toThrow("stands: 6 files");
    expect(await run("2026-11-25", search(pagesOf(2, 3)))).toMatchObject({
      status: "complete",
      newFiles: 0,
      vanishedFiles: 0,
      calls: 0,
      counts: { carried: 6 },
    });
  });

  test("is partial, as ever, at the place that is known, and in a state that knows nothing", async () => {
    expect(await run("2026-11-23", troubled([], "SourceUnreachable"))).toMatchObject({ status: "partial" });
    await run("2026-11-24", search(pagesOf(2, 3)));
    const known = await run("2026-11-25", troubled([], "SourceUnreachable"));
    expect(known).toMatchObject({ status: "partial", counts: { carried: 6 } });
  });

  test("is partial where it met files of the scope", async () => {
    await run("2026-11-24", search(pagesOf(2, 3)));
    const met = await run("2026-11-25", troubled(pagesOf(1, 2), "SourceUnreachable", elsewhere));
    expect(met).toMatchObject({ status: "partial", references: 2 });
  });

  test("takes nothing away either where it was killed before its end, and another slot begins at that place", async () => {
    await run("2026-11-24", search(pagesOf(2, 3)));
    const ending = new AbortController();
    const killed = aSearch(scriptedReferenceSource([]), elsewhere);
    const discover: typeof killed.source.discover = async function* () {
      ending.abort();
      yield* [];
      throw new SourceError("Aborted", "asked to end");
    };
    const references = { ...killed, source: { ...killed.source, discover } };
    const ended = runScope(aScopeRun({ stateFolder, slot: "2026-11-25", references, signal: ending.signal }));
    await expect(ended).rejects.toMatchObject({ code: "interrupted" });
    const next = troubled([], "SourceUnreachable", elsewhere);
    await expect(run("2026-11-26", next)).rejects.toThrow("stands: 6 files");
    expect(await standing()).toEqual([
      [6, "2026-11-24", "complete", null],
      [6, "2026-11-25", "abandoned", "Superseded"],
      [6, "2026-11-26", "abandoned", "SourceUnreachable"],
    ]);
  });
});

describe("a search that came to its end and found nothing", () => {
  test("is no complete answer where every file is another instance's; the message names both", async () => {
    await expect(run("2026-11-24", search([ofAnother], { instanceId: "customer-care" }))).rejects.toMatchObject({
      code: "unavailable",
      section: "error-other-instance",
      message: expect.stringMatching(/2 file items.*instance i-real, and instanceId is customer-care/),
    });
    expect(await standing()).toEqual([[0, "2026-11-24", "abandoned", "OtherInstance"]]);
  });

  test("names the instances that most files belong to, and as many as a person can look up", async () => {
    const found = ["i-4", "i-3", "i-3", "i-2", "i-1", "i-2"].map((otherInstanceId) => ({
      kind: "other-instance" as const,
      path: "relatedItems[0]",
      otherInstanceId,
      detail: 'a file of instance "i-0"',
    }));
    await expect(run("2026-11-24", search([{ references: [], irregularities: found }]))).rejects.toThrow(
      /6 file items.*they belong to instance i-2, i-3, i-1, and/,
    );
  });

  test("names none where the search told no id", async () => {
    const { otherInstanceId: _, ...nameless } = ofAnother.irregularities[0] as Irregularity;
    await expect(run("2026-11-24", search([{ references: [], irregularities: [nameless] }]))).rejects.toThrow(
      /1 file item,.*they belong to another instance, and/,
    );
  });

  test("takes nothing away of what was known, and the slot is made good by the right configuration", async () => {
    await run("2026-11-24", search(pagesOf(2, 3)));
    const wrong = search([ofAnother], { digest: "other", sourceDigest: "other", instanceId: "customer-care" });
    await expect(run("2026-11-25", wrong)).rejects.toThrow("What was known before stands: 6 files");
    await expect(run("2026-11-25", wrong)).rejects.toThrow("2 file items");
    expect(await standing()).toEqual([
      [6, "2026-11-24", "complete", null],
      [6, "2026-11-25", "abandoned", "OtherInstance"],
    ]);
    const mended = await run("2026-11-25", search(pagesOf(2, 3)));
    expect(mended).toMatchObject({ status: "complete", newFiles: 0, vanishedFiles: 0, counts: { carried: 6 } });
  });

  test("is complete where some files are the scope's and some another's", async () => {
    const own = pagesOf(1, 2).flatMap(({ references }) => references);
    const dated = own.map((each) => ({ ...each, associationTime: "2026-11-23T06:00:00.000Z" }));
    const mixed = search([{ references: dated, irregularities: [] }, ofAnother]);
    expect(await run("2026-11-24", mixed)).toMatchObject({ status: "complete", counts: { retrieved: 2 } });
    expect(await rowsOf("SELECT DISTINCT kind, other_instance_id FROM irregularities")).toEqual([
      ["other-instance", "i-real"],
    ]);
    // What is new is another's alone: the scope's own files are known.
    expect(await run("2026-11-25", search([ofAnother]))).toMatchObject({ status: "complete" });
  });

  test("is refused where the place was changed and files were known; in a state that knew none it is complete", async () => {
    expect(await run("2026-11-24", search([]))).toMatchObject({ status: "complete" });
    await run("2026-11-25", search(pagesOf(2, 3)));
    await expect(run("2026-11-26", search([], { digest: "other", sourceDigest: "other" }))).rejects.toMatchObject({
      code: "unavailable",
      section: "error-nothing-found",
    });
    expect(await standing()).toContainEqual([6, "2026-11-26", "abandoned", "NothingFound"]);
  });

  test("is told as no other place where a list of the same one was read before, and takes nothing away", async () => {
    const place = { text: "AWS, Region eu-central-1", sources: ["lists", "searches"] };
    await run("2026-11-24", search(pagesOf(2, 3), { digest: "a list", sourceDigest: "lists", isList: true, place }));
    const ended = run("2026-11-25", search([], { digest: "searches", sourceDigest: "searches", place }));
    await expect(ended).rejects.toMatchObject({ code: "unavailable", section: "error-nothing-found" });
    await expect(ended).rejects.toThrow(/at this place, too, by a list, .*met no file of the scope.*stands: 6 files/);
    await expect(ended).rejects.not.toThrow("searches another place");
  });
});
