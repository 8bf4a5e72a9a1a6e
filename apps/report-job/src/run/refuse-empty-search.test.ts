import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReferencePage } from "@attached-files/core";
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
    detail: 'a file of instance "i-real", in arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/c-1',
  })),
};

function search(pages: readonly ReferencePage[], change: Partial<ReferenceInput> = {}): ReferenceInput {
  return aSearch(scriptedReferenceSource(pages), change);
}

async function run(slot: string, references: ReferenceInput) {
  return await runScope(aScopeRun({ stateFolder, slot, references }));
}

async function standing(): Promise<unknown> {
  const state = await openState(stateFolder, "main");
  try {
    const rows = await state.connection.runAndReadAll(
      "SELECT (SELECT count(*)::INTEGER FROM outcomes), slot, status, trouble_code FROM runs ORDER BY number",
    );
    return rows.getRowsJS();
  } finally {
    await state.close();
  }
}

describe("a search that came to its end and found nothing", () => {
  test("is no complete answer where every file is another instance's; the message names both", async () => {
    await expect(run("2026-11-24", search([ofAnother], { instanceId: "customer-care" }))).rejects.toMatchObject({
      code: "unavailable",
      section: "error-other-instance",
      message: expect.stringMatching(/2 file items.*instance i-real, and instanceId is customer-care/),
    });
    expect(await standing()).toEqual([[0, "2026-11-24", "abandoned", "OtherInstance"]]);
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
});
