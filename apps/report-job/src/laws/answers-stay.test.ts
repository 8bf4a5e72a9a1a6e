import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FileSource, SourceError } from "@attached-files/core";
import { expect, it, onTestFinished } from "vitest";
import { runScope } from "../run/run-scope.ts";
import { markPublished } from "../state/mark-published.ts";
import { aScopeRun, aSearch } from "../testing/scope-run.ts";
import { answeredFile, pagesOf, scriptedFileSource, scriptedReferenceSource } from "../testing/scripted-sources.ts";

/** A case with two files, of which the service refuses one; or it fails altogether; or all is well. */
function aService(trouble: "refuses one" | "fails" | "none"): FileSource {
  return scriptedFileSource((request) => {
    if (trouble === "fails") throw new SourceError("InternalServiceException", "not now");
    if (trouble === "refuses one" && request.fileIds.includes("f-0-1")) {
      throw new SourceError("InvalidRequestException", "what is f-0-1?");
    }
    return { Files: request.fileIds.map((id) => answeredFile(request, id)) };
  });
}

it("a run that goes on keeps what it was answered, though a call that asks once more fails, and comes to its end", async () => {
  const stateFolder = await mkdtemp(join(tmpdir(), "attached-files-answers-"));
  onTestFinished(() => rm(stateFolder, { recursive: true }));
  const references = aSearch(scriptedReferenceSource(pagesOf(1, 2)));
  const ends = [];
  for (const trouble of ["refuses one", "fails", "none"] as const) {
    const run = await runScope(aScopeRun({ stateFolder, references, files: aService(trouble), stopAfterFailures: 1 }));
    await markPublished(stateFolder, "main", run.slot, new Date());
    ends.push([run.status, run.counts.retrieved, run.counts.failed]);
  }
  expect(ends).toEqual([
    ["partial", 1, 1],
    ["partial", 1, 1],
    ["complete", 2, 0],
  ]);
});
