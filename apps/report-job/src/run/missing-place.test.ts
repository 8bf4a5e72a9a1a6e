import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ReferencePage, SourceError, type SourceErrorCode } from "@attached-files/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openState } from "../state/open-state.ts";
import { aScopeRun, aSearch } from "../testing/scope-run.ts";
import { pagesOf } from "../testing/scripted-sources.ts";
import { runScope } from "./run-scope.ts";

let stateFolder: string;
beforeEach(async () => {
  stateFolder = await mkdtemp(join(tmpdir(), "attached-files-missing-"));
});
afterEach(() => rm(stateFolder, { recursive: true }));

/** Runs a search that finds these pages, and then is answered so. */
async function run(slot: string, pages: readonly ReferencePage[], code?: SourceErrorCode, ofList = false) {
  const source = {
    discover: async function* () {
      yield* pages;
      if (ofList) throw new SourceError("ResourceNotFoundException", "no Cases domain…", { operation: "ListDomains" });
      if (code !== undefined) throw new SourceError(code, "domain d-9: The domain d-9 does not exist.");
    },
    close: async () => {},
  };
  return await runScope(aScopeRun({ stateFolder, slot, references: aSearch(source) }));
}

async function runs(): Promise<unknown> {
  const state = await openState(stateFolder, "main");
  try {
    return (await state.connection.runAndReadAll("SELECT slot, status FROM runs ORDER BY number")).getRowsJS();
  } finally {
    await state.close();
  }
}

describe("a search of a domain that is not there", () => {
  it("is given up where no file is known, with the domain, the section and what to do", async () => {
    const ended = run("2026-11-24", [], "ResourceNotFoundException");
    await expect(ended).rejects.toMatchObject({
      code: "unavailable",
      section: "error-resource-not-found",
      message: expect.stringMatching(/The domain d-9 does not exist\. No file is known, .*Correct domainIds or region/),
    });
    await expect(ended).rejects.not.toThrow(/\.\. /);
    // Corrected, the same slot is run from its beginning.
    expect(await run("2026-11-24", pagesOf(1, 2))).toMatchObject({ status: "complete", counts: { retrieved: 2 } });
  });

  it("is told as a wrong Region or account where none is named and there is none", async () => {
    const ended = run("2026-11-24", [], undefined, true);
    await expect(ended).rejects.toThrow(
      /no Cases domain…\. No file.* Correct region, profile or assumeRole .*names no domains/,
    );
    await expect(ended).rejects.not.toThrow("domainIds");
  });

  it("is a partial run where files were found before it was told so", async () => {
    expect(await run("2026-11-24", pagesOf(1, 2), "ResourceNotFoundException")).toMatchObject({ status: "partial" });
  });

  it("is a partial run where files are known, which it keeps", async () => {
    await run("2026-11-24", pagesOf(1, 2));
    expect(await run("2026-11-25", [], "ResourceNotFoundException")).toMatchObject({ status: "partial" });
    expect(await runs()).toEqual([
      ["2026-11-24", "complete"],
      ["2026-11-25", "partial"],
    ]);
  });

  it("is not what other trouble of an empty search is, which may pass", async () => {
    expect(await run("2026-11-24", [], "SourceUnreachable")).toMatchObject({ status: "partial" });
  });
});
