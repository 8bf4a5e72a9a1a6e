import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { DEFAULT_FILE_RULES, type FileRules } from "./file-rules.ts";
import { aFile, anUnknown, caseArn, type OutcomeRow } from "./testing/build-state.ts";
import { readCsv } from "./testing/read-back.ts";
import { readReport, useReportFolder } from "./testing/report-folder.ts";

const here = useReportFolder();

/** The ids of the files with each problem, as problems.csv has them, and what report.json counts. */
async function problemsOf(outcomes: readonly OutcomeRow[], rules: Partial<FileRules> = {}) {
  await here.state("main", { outcomes });
  const written = await here.write({ rules: { ...DEFAULT_FILE_RULES, ...rules } });
  const rows = await readCsv(written.paths.problemsCsv);
  const report = await readReport(written);
  const page = await readFile(written.paths.page, "utf8");
  const ids = (problem: string) => rows.filter((row) => row.problem === problem).map((row) => row.file_id);
  for (const { problem, rows: counted } of report.problems)
    expect([problem, counted]).toEqual([problem, ids(problem).length]);
  return { ids, rows, report, page };
}

describe("a file that needs a person", () => {
  it("has vanished, and is told in this report", async () => {
    const { ids, rows, report, page } = await problemsOf([
      aFile("f1"),
      anUnknown("f2", "unanswered", { vanished_run: 1n }),
      anUnknown("f3", "unanswered"),
    ]);

    expect(ids("vanished")).toEqual(["f2"]);
    expect(rows.map(({ presence }) => presence)).toEqual(["vanished", "vanished", null]);
    expect(report.totals.needsAPerson).toBe(2);
    expect(page).toContain('id="vanished"');
  });

  it("has members that nobody knows", async () => {
    const { ids, page } = await problemsOf([aFile("f1"), aFile("f2", { unknown_members: '{"Colour":"red"}' })]);

    expect(ids("unknown-members")).toEqual(["f2"]);
    expect(page).toContain("told something of the file that this version does not know");
  });

  it("is larger than the limit, and not one that is as large", async () => {
    const { ids, page } = await problemsOf(
      [1000n, 1001n, null].map((size, index) => aFile(`f${index}`, { file_size_bytes: size })),
      { maxFileSizeBytes: 1000 },
    );

    expect(ids("too-large")).toEqual(["f1"]);
    expect(page).toContain("Larger than 1,000 bytes");
  });

  it("is larger than AWS lets anybody allow, where nothing is configured", async () => {
    const { ids } = await problemsOf(
      [104_857_600n, 104_857_601n].map((size, index) => aFile(`f${index}`, { file_size_bytes: size })),
    );

    expect(ids("too-large")).toEqual(["f1"]);
  });

  it("has another extension than those allowed, or none", async () => {
    const names = ["a.pdf", "b.PDF", "c.pdf.exe", "d", "e.", "f.pdf\n", "='.pdf", null];
    const { ids } = await problemsOf(
      names.map((name, index) => aFile(`f${index}`, { file_name: name })),
      { allowedExtensions: ["pdf"] },
    );

    expect(ids("extension-not-allowed")).toEqual(["f2", "f3", "f4", "f5"]);
  });

  it("lacks a required tag, if it is described at all", async () => {
    const tags = ['{"team":"a","it\'s":"b","more":""}', '{"team":"a"}', "{}", null, '{"half \\ud800":"x"}'];
    const { ids, page } = await problemsOf(
      [...tags.map((it, index) => aFile(`f${index}`, { tags: it })), anUnknown("f9", "unanswered")],
      { requiredTags: ["team", "it's"] },
    );

    expect(ids("missing-tags")).toEqual(["f1", "f2", "f3", "f4"]);
    expect(page).toContain("Required tags missing");
  });
});

it("looks for no extensions or tags that nobody configured, and does not say that there are none", async () => {
  const { report, page } = await problemsOf([aFile("f1", { file_name: "f1.exe", tags: null })]);

  const names = report.problems.map(({ problem }) => problem);
  expect(names).toContain("too-large");
  expect(names).not.toContain("extension-not-allowed");
  expect(names).not.toContain("missing-tags");
  expect(page).toMatch(/Looked for and not found: [^<]*too large/);
  expect(page).not.toMatch(/extension not allowed|required tags missing/i);
});

describe("a case near its quota", () => {
  const filesOf = (id: string, count: number, change: OutcomeRow = {}): OutcomeRow[] =>
    Array.from({ length: count }, (_, index) =>
      aFile(`f${String(index).padStart(2, "0")}`, { associated_resource_arn: caseArn(id), ...change }),
    );

  it("is told with its files, the fullest first, from the configured share on", async () => {
    const { report, page } = await problemsOf([...filesOf("c1", 7), ...filesOf("c2", 8), ...filesOf("c3", 11)], {
      filesPerCase: { most: 10, warnAtShare: 0.75 },
    });

    expect(report.casesNearQuota).toEqual({
      atLeast: 8,
      cases: 2,
      examples: [
        { scope: "main", associatedResourceArn: caseArn("c3"), files: 11, sizeBytes: 11_000 },
        { scope: "main", associatedResourceArn: caseArn("c2"), files: 8, sizeBytes: 8000 },
      ],
    });
    expect(page).toContain("8 files or more, where a case may have 10");
  });

  it("counts no file that has vanished, and no contact is one", async () => {
    const contact = "arn:aws:connect:eu-central-1:123456789012:instance/i/contact/c";
    const { report, page } = await problemsOf(
      [
        ...filesOf("c1", 4, { outcome: "unanswered", vanished_run: 1n }),
        ...filesOf("c2", 4).map((file) => ({ ...file, associated_resource_arn: contact })),
      ].sort((one, other) => (String(one.associated_resource_arn) < String(other.associated_resource_arn) ? -1 : 1)),
      { filesPerCase: { most: 4, warnAtShare: 1 } },
    );

    expect(report.casesNearQuota).toMatchObject({ cases: 0, examples: [] });
    expect(page).not.toContain("case-near-quota");
  });
});
