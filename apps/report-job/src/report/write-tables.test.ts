import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { FILE_COLUMNS, PROBLEM_COLUMNS } from "./columns.ts";
import { aFile, anUnknown, caseArn } from "./testing/build-state.ts";
import { exactText, queryFiles, readCsv } from "./testing/read-back.ts";
import { readReport, useReportFolder } from "./testing/report-folder.ts";

const here = useReportFolder();

const HOSTILE_NAMES = [
  '=HYPERLINK("http://evil.example","click")',
  "+1",
  "-1",
  "@SUM(A1)",
  "\tindented",
  "\rreturned",
  "\nfed",
  "＝1+1",
  "'=already",
  "''plain",
  "'quoted'",
  '<script>alert("1")</script>',
  "</title><img src=x onerror=alert(1)>",
  'a,"b";c',
  "line\r\nbreak",
  "nul\u0000inside",
  "\u202Egnp.exe\u202C",
  "\u001b[31mred\u001b[0m",
  "e\u0301 and \u00e9",
  "\u{1F469}\u200D\u{1F4BB}".repeat(64),
  "文件.pdf",
  "عربي.pdf",
  "",
  " ",
  "NULL",
  "x;=cmd()",
  "C:\\users\\u0041",
];

describe("the tables", () => {
  it("have the published columns and types", async () => {
    await here.state("main", { outcomes: [aFile("f1"), anUnknown("f2", "deferred")] });

    const { paths } = await here.write();

    const types = { text: "VARCHAR", integer: "BIGINT", timestamp: "TIMESTAMP WITH TIME ZONE" };
    const described = await queryFiles(`DESCRIBE SELECT * FROM '${paths.filesParquet}'`);
    expect(described.map((row) => [row.column_name, row.column_type])).toEqual(
      FILE_COLUMNS.map(({ name, type }) => [name, types[type]]),
    );
    expect(Object.keys((await readCsv(paths.filesCsv))[0] ?? {})).toEqual(FILE_COLUMNS.map(({ name }) => name));
    expect(Object.keys((await readCsv(paths.problemsCsv))[0] ?? {})).toEqual(PROBLEM_COLUMNS.map(({ name }) => name));
    const [codec] = await queryFiles(`SELECT DISTINCT compression FROM parquet_metadata('${paths.filesParquet}')`);
    expect(codec?.compression).toBe("ZSTD");
  });

  it("keep strangers' names exact in Parquet, and harmless and recoverable in CSV", async () => {
    const outcomes = HOSTILE_NAMES.map((name, index) =>
      aFile(`f${String(index).padStart(3, "0")}`, { file_name: name }),
    );
    await here.state("main", { outcomes });

    const { paths } = await here.write();

    const parquet = await queryFiles(`SELECT file_name FROM '${paths.filesParquet}'`);
    expect(parquet.map((row) => row.file_name)).toEqual(HOSTILE_NAMES);
    const cells = (await readCsv(paths.filesCsv)).map((row) => row.file_name ?? "absent");
    for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@＝＋－＠]/);
    expect(cells.map(exactText)).toEqual(HOSTILE_NAMES);
  });

  it("neutralise formulas in every text column, of problems too", async () => {
    const evil = "=cmd|' /C calc'!A0";
    const texts = Object.fromEntries(
      [
        "file_name",
        "file_status",
        "file_use_case_type",
        "creation_time",
        "created_by",
        "tags",
        "error_code",
        "error_message",
      ].map((name) => [name, evil]),
    );
    await here.state("main", {
      outcomes: [aFile(evil, { ...texts, associated_resource_arn: evil })],
      irregularities: [{ kind: "unasked", path: evil, detail: evil, file_id: evil, associated_resource_arn: evil }],
    });

    const { paths } = await here.write();

    for (const path of [paths.filesCsv, paths.problemsCsv]) {
      const cells = (await readCsv(path)).flatMap((row) => Object.values(row));
      expect(cells.filter((cell) => cell?.startsWith("="))).toEqual([]);
      expect(cells).toContain(`'${evil}`);
    }
  });

  it("hold no character that a terminal obeys, wherever a stranger put it", async () => {
    const evil = "\u001b]0;owned\u0007\u0000\u009b31m\u202e\r\nx\u2028";
    const texts = Object.fromEntries(
      [
        "instance_id",
        "associated_resource_arn",
        ...Object.keys(aFile("f")).filter((name) => /^(file_n|file_s|file_u|file_a|cr)/.test(name)),
      ]
        .filter((name) => name !== "file_size_bytes")
        .map((name) => [name, evil]),
    );
    await here.state("main", {
      outcomes: [
        aFile(evil, { ...texts, file_status: evil }),
        anUnknown(evil, "refused", { error_code: evil, error_message: evil }),
      ],
      irregularities: [{ kind: "unasked", path: evil, detail: evil, file_id: evil, associated_resource_arn: evil }],
      run: { trouble_code: evil, trouble_message: evil, discovery_finished: false },
    });

    const written = await here.write();

    for (const path of [written.paths.filesCsv, written.paths.problemsCsv]) {
      const text = (await readFile(path, "utf8")).replaceAll("\r\n", "");
      expect(text).not.toMatch(/[\p{Cc}\u2028-\u202e]/u);
      expect(text).toContain('"\\u001B]0;owned\\u0007\\u0000\\u009B31m\\u202E\\u000D\\u000Ax\\u2028"');
    }
    const manifest = await readFile(written.paths.report, "utf8");
    expect(manifest).not.toMatch(/(?!\n)[\p{Cc}\u2028-\u202e]/u);
    expect((await readReport(written)).breakdowns.status.entries.map(({ value }) => value)).toContain(evil);
  });

  it.each([
    ["a plain one", "x".repeat(1_000_000), "x".repeat(5_000), "1,000,000"],
    ["one of controls", "\u0000".repeat(20_000), "\\u0000".repeat(5_000), "20,000"],
    ["one beyond the basic plane", "\u{1F600}".repeat(16_001), "\u{1F600}".repeat(5_000), "16,001"],
  ])("cut a text that no spreadsheet takes, and say so: %s", async (_, name, kept, length) => {
    await here.state("main", {
      outcomes: [aFile("f1", { file_name: name }), aFile("f2", { file_name: "y".repeat(32_000) })],
    });

    const { paths } = await here.write();

    const [cut, whole] = await readCsv(paths.filesCsv);
    expect(cut?.file_name).toBe(`${kept}… (cut: ${length} characters in all)`);
    expect(cut?.file_name?.length).toBeLessThanOrEqual(32_767);
    expect(whole?.file_name).toBe("y".repeat(32_000));
    const [parquet] = await queryFiles(`SELECT file_name FROM '${paths.filesParquet}'`);
    expect(parquet?.file_name === name).toBe(true);
  });

  it("quote every text, so that no semicolon parts it", async () => {
    await here.state("main", { outcomes: [aFile("f1", { file_name: "x;=cmd();y", tags: "" })] });

    const { paths } = await here.write();

    const [, line] = (await readFile(paths.filesCsv, "utf8")).split("\r\n");
    expect(line).toMatch(/^"main","/);
    expect(line).toContain(',"x\\u003B=cmd();y","APPROVED",1000,"ATTACHMENT",');
    expect(line).toContain(',"",,,,');
  });

  it("tell an absent member from an empty text", async () => {
    await here.state("main", {
      outcomes: [aFile("f1", { file_name: "", tags: null }), aFile("f2", { file_name: null, tags: "{}" })],
    });

    const { paths } = await here.write();

    const csv = await readCsv(paths.filesCsv);
    expect(csv.map(({ file_name, tags }) => [file_name, tags])).toEqual([
      ["", null],
      [null, "{}"],
    ]);
    const parquet = await queryFiles(`SELECT file_name, tags FROM '${paths.filesParquet}'`);
    expect(parquet).toEqual(csv.map(({ file_name, tags }) => ({ file_name, tags })));
    expect(await readFile(paths.filesCsv, "utf8")).toMatch(/\r\n$/);
  });

  it.each([
    ["2026-11-20T07:59:58.123Z", "2026-11-20T07:59:58.123Z"],
    ["2026-11-20T07:59:58.123456789+02:00", "2026-11-20T05:59:58.123Z"],
    ["2026-11-20", null],
    ["2026-11-20T07:59:58", null],
    ["2026-13-40T07:59:58Z", null],
    ["infinity", null],
    ["=1+1", null],
    [null, null],
  ])("read the creation time %s as %s, beside the exact text", async (text, instant) => {
    await here.state("main", { outcomes: [aFile("f1", { creation_time: text })] });

    const { paths } = await here.write();

    const [csv] = await readCsv(paths.filesCsv);
    expect(csv?.creation_time_utc).toBe(instant);
    const [parquet] = await queryFiles(
      `SELECT creation_time, epoch_ms(creation_time_utc) AS ms FROM '${paths.filesParquet}'`,
    );
    expect(parquet).toEqual({ creation_time: text, ms: instant === null ? null : String(Date.parse(instant)) });
  });

  it("list one problem a row, with what it means", async () => {
    const old = "2026-11-24T05:00:04.999Z";
    await here.state("main", {
      outcomes: [
        aFile("a-fine"),
        aFile("b-rejected", { file_status: "REJECTED" }),
        aFile("c-failed", { file_status: "FAILED" }),
        aFile("d-stuck", { file_status: "PROCESSING", creation_time: old }),
        aFile("e-just-processing", { file_status: "PROCESSING", creation_time: "2026-11-24T05:00:05.000Z" }),
        aFile("e-processing-early-in-a-long-run", {
          file_status: "PROCESSING",
          creation_time: "2026-11-24T03:30:00.000Z",
          checked_at: "2026-11-24 04:00:00",
        }),
        aFile("f-processing-since-when", { file_status: "PROCESSING", creation_time: null }),
        aFile("g-new-status", { file_status: "PENDING_UPLOAD" }),
        aFile("h-no-status", { file_status: null }),
        anUnknown("i-refused", "refused", { error_code: "X" }),
        anUnknown("j-unanswered", "unanswered"),
        anUnknown("k-call-failed", "failed"),
        anUnknown("l-deferred", "deferred"),
        aFile("m-both", { outcome: "deferred", file_status: "REJECTED" }),
      ],
    });

    const written = await here.write();

    const rows = await readCsv(written.paths.problemsCsv);
    expect(rows.map((row) => [row.file_id, row.problem])).toEqual([
      ["b-rejected", "rejected"],
      ["c-failed", "file-failed"],
      ["d-stuck", "stuck"],
      ["f-processing-since-when", "stuck"],
      ["g-new-status", "unknown-status"],
      ["i-refused", "refused"],
      ["j-unanswered", "unanswered"],
      ["k-call-failed", "call-failed"],
      ["l-deferred", "deferred"],
      ["m-both", "deferred"],
      ["m-both", "rejected"],
    ]);
    expect(rows.every((row) => (row.meaning ?? "").length > 20)).toBe(true);
    const { problems, totals } = await readReport(written);
    expect(problems.map(({ problem, rows: count }) => `${problem} ${count}`)).toEqual([
      "rejected 2",
      "file-failed 1",
      "stuck 2",
      "refused 1",
      "unanswered 1",
      "vanished 0",
      "too-large 0",
      "unknown-status 1",
      "unknown-members 0",
      "call-failed 1",
      "deferred 2",
    ]);
    expect(totals).toMatchObject({ needsAPerson: 8, notKnown: 3 });
  });

  it("list irregularities with the file that they are about, and count them by kind", async () => {
    await here.state("main", {
      outcomes: [
        aFile("f1"),
        aFile("f1", { associated_resource_arn: caseArn("c2"), instance_id: "a" }),
        aFile("f1", { associated_resource_arn: caseArn("c2"), instance_id: "b" }),
      ],
      irregularities: [
        {
          kind: "repeated",
          path: "Files",
          detail: "the same again",
          file_id: "f1",
          associated_resource_arn: caseArn("c1"),
        },
        { kind: "repeated", path: "Files", detail: "ambiguous", file_id: "f1", associated_resource_arn: caseArn("c2") },
        {
          kind: "unasked",
          path: "Files",
          detail: "nobody asked",
          file_id: "f9",
          associated_resource_arn: caseArn("c1"),
        },
        { kind: "null-entry", path: "items[2]", detail: "null" },
        {
          kind: "unknown-status",
          path: "Files[0].FileStatus",
          detail: "'NEW'",
          file_id: "f1",
          associated_resource_arn: caseArn("c1"),
        },
      ],
    });

    const written = await here.write();

    const rows = await readCsv(written.paths.problemsCsv);
    expect(rows.map((row) => [row.problem, row.irregularity_kind, row.file_id, row.file_name])).toEqual([
      ["irregularity", "repeated", "f1", "f1.pdf"],
      ["irregularity", "unasked", "f9", null],
      ["irregularity", "repeated", "f1", null],
      ["irregularity", "null-entry", null, null],
    ]);
    const { irregularities } = await readReport(written);
    expect(irregularities.map(({ kind, count }) => [kind, count])).toEqual([
      ["repeated", 2],
      ["null-entry", 1],
      ["unasked", 1],
      ["unknown-status", 1],
    ]);
  });
});
