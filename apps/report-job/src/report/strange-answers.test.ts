import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { runScope } from "../run/run-scope.ts";
import { stateFilePath } from "../state/open-state.ts";
import { aScopeRun, aSearch } from "../testing/scope-run.ts";
import { answeredFile, pagesOf, scriptedFileSource, scriptedReferenceSource } from "../testing/scripted-sources.ts";
import { readReport, useReportFolder } from "./testing/report-folder.ts";

const here = useReportFolder();

it("the report of a run tells of values that AWS's documentation does not allow", async () => {
  const strange = [
    { FileName: "x".repeat(100_000) },
    { FileName: "" },
    { CreationTime: "yesterday" },
    { FileSizeInBytes: 0 },
    { Tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`tag ${index}`, "x"])) },
  ];
  await runScope(
    aScopeRun({
      slot: "s",
      stateFolder: here.path,
      references: aSearch(scriptedReferenceSource(pagesOf(strange.length, 1))),
      files: scriptedFileSource((request) => ({
        Files: request.fileIds.map((id, index) => answeredFile(request, id, strange[index])),
      })),
    }),
  );

  const written = await here.write({
    slot: "s",
    scopes: [{ name: "main", stateFile: stateFilePath(here.path, "main") }],
  });

  const { irregularities } = await readReport(written);
  expect(irregularities.map(({ kind, count }) => [kind, count])).toEqual([["out-of-range", strange.length]]);
  const page = await readFile(written.paths.page, "utf8");
  expect(page).toContain("expected 1 to 256 characters");
  expect(page).not.toContain("Looked for: members");
}, 20_000);
