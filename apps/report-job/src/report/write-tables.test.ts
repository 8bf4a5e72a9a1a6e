import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { FILE_COLUMNS, PROBLEM_COLUMNS } from "./columns.ts";
import { aFile, anUnknown, caseArn } from "./testing/build-state.ts";
import { exactText, queryFiles, readCsv } from "./testing/read-back.ts";
import { readReport, useOneReport, useReportFolder } from "./testing/report-folder.ts";

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

const FORMULA = "=cmd|' /C calc'!A0";
const COMMANDS = "\u001b]0;owned\u0007\u0000\u009b31m\u202e\r\nx\u2028";
const TEXTS_OF_A_FILE = Object.keys(aFile("f")).filter((name) => /^(file_n|file_s|file_u|file_a|cr)/.test(name));
/** A file whose every text is the same. */
const allTexts = (text: string) =>
  Object.fromEntries(TEXTS_OF_A_FILE.filter((name) => name !== "file_size_bytes").map((name) => [name, text]));
const TIMES = [
  ["2026-11-20T07:59:58.123Z", "2026-11-20T07:59:58.123Z"],
  ["2026-11-20T07:59:58.123456789+02:00", "2026-11-20T05:59:58.123Z"],
  ["2026-11-20", null],
  ["2026-11-20T07:59:58", null],
  ["2026-13-40T07:59:58Z", null],
  ["infinity", null],
  ["=1+1", null],
  [null, null],
] as const;
const LONG = [
  ["a plain one", "x".repeat(1_000_000), "x".repeat(5_000), "1,000,000"],
  ["one of controls", "\u0000".repeat(20_000), "\\u0000".repeat(5_000), "20,000"],
  ["one beyond the basic plane", "\u{1F600}".repeat(16_001), "\u{1F600}".repeat(5_000), "16,001"],
] as const;

describe("the tables of strangers' texts", () => {
  const irregular = (text: string) => ({
    kind: "unasked",
    path: text,
    detail: text,
    file_id: text,
    associated_resource_arn: text,
  });
  const one = useOneReport({
    outcomes: [
      ...HOSTILE_NAMES.map((name, index) => aFile(`hostile-${index}`, { file_name: name })),
      ...TIMES.map(([time], index) => aFile(`time-${index}`, { creation_time: time })),
      ...LONG.map(([, name], index) => aFile(`long-${index}`, { file_name: name })),
      aFile("long-enough", { file_name: "y".repeat(32_000) }),
      aFile("parted", { file_name: "x;=cmd();y", tags: "" }),
      aFile("without-tags", { file_name: "", tags: null }),
      aFile("without-name", { file_name: null, tags: "{}" }),
      aFile(FORMULA, { ...allTexts(FORMULA), tags: FORMULA, associated_resource_arn: FORMULA }),
      anUnknown("formula-refused", "refused", { error_code: FORMULA, error_message: FORMULA }),
      aFile(COMMANDS, { ...allTexts(COMMANDS), instance_id: COMMANDS, associated_resource_arn: COMMANDS }),
      anUnknown("commands-refused", "refused", { error_code: COMMANDS, error_message: COMMANDS }),
    ],
    irregularities: [irregular(FORMULA), irregular(COMMANDS)],
    run: { trouble_code: COMMANDS, trouble_message: COMMANDS, discovery_finished: false },
  });
  const csv = async (fileId: string) => {
    const rows = (await readCsv(one.written.paths.filesCsv)).filter((row) => row.file_id === fileId);
    expect(rows).toHaveLength(1);
    return rows[0] ?? {};
  };
  const parquet = async (fileId: string, columns: string) => {
    const [row] = await queryFiles(
      `SELECT ${columns} FROM '${one.written.paths.filesParquet}' WHERE file_id = '${fileId}'`,
    );
    return row ?? {};
  };

  it("have the published columns and types", async () => {
    const { paths } = one.written;
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

  it("keep names exact in Parquet, and harmless and recoverable in CSV", async () => {
    const { paths } = one.written;
    const inOrder = "WHERE file_id LIKE 'hostile-%' ORDER BY substr(file_id, 9)::INTEGER";
    const exact = await queryFiles(`SELECT file_name FROM '${paths.filesParquet}' ${inOrder}`);
    expect(exact.map((row) => row.file_name)).toEqual(HOSTILE_NAMES);
    const cells = new Map((await readCsv(paths.filesCsv)).map((row) => [row.file_id, row.file_name ?? "absent"]));
    const names = HOSTILE_NAMES.map((_, index) => cells.get(`hostile-${index}`) ?? "no row");
    for (const cell of names) expect(cell).not.toMatch(/^[=+\-@＝＋－＠]/);
    expect(names.map(exactText)).toEqual(HOSTILE_NAMES);
  });

  it("neutralise formulas in every text column, of problems too", async () => {
    for (const path of [one.written.paths.filesCsv, one.written.paths.problemsCsv]) {
      const rows = await readCsv(path);
      expect(rows.flatMap((row) => Object.values(row)).filter((cell) => cell?.startsWith("="))).toEqual([]);
      const [row] = rows.filter(({ file_id }) => file_id === `'${FORMULA}`);
      for (const name of [...TEXTS_OF_A_FILE, "tags", "associated_resource_arn"]) {
        if (name !== "file_size_bytes") expect(row?.[name], name).toBe(`'${FORMULA}`);
      }
    }
  });

  it("hold no character that a terminal obeys, wherever a stranger put it", async () => {
    const { paths } = one.written;
    for (const path of [paths.filesCsv, paths.problemsCsv]) {
      const text = (await readFile(path, "utf8")).replaceAll("\r\n", "");
      expect(text).not.toMatch(/[\p{Cc}\u2028-\u202e]/u);
      expect(text).toContain('"\\u001B]0;owned\\u0007\\u0000\\u009B31m\\u202E\\u000D\\u000Ax\\u2028"');
    }
    const json = await readFile(paths.report, "utf8");
    expect(json).not.toMatch(/(?!\n)[\p{Cc}\u2028-\u202e]/u);
    expect((await readReport(one.written)).breakdowns.status.entries.map(({ value }) => value)).toContain(COMMANDS);
  });

  it.each(LONG.map(([what, , kept, length], index) => [what, index, kept, length] as const))(
    "cut a text that no spreadsheet takes, and say so: %s",
    async (_, index, kept, length) => {
      const { file_name: cut } = await csv(`long-${index}`);
      expect(cut === `${kept}… (cut: ${length} characters in all)`).toBe(true);
      expect(cut?.length).toBeLessThanOrEqual(32_767);
      expect((await parquet(`long-${index}`, "file_name")).file_name === LONG[index]?.[1]).toBe(true);
      expect((await csv("long-enough")).file_name === "y".repeat(32_000)).toBe(true);
    },
  );

  it("quote every text, so that no semicolon parts it", async () => {
    const lines = (await readFile(one.written.paths.filesCsv, "utf8")).split("\r\n");
    const line = lines.find((text) => text.includes('"parted"'));
    expect(line).toMatch(/^"main","/);
    expect(line).toContain(',"x\\u003B=cmd();y","APPROVED",1000,"ATTACHMENT",');
    expect(line).toContain(',"",,,,');
    expect(lines.at(-1)).toBe("");
  });

  it("tell an absent member from an empty text", async () => {
    for (const [fileId, file_name, tags] of [
      ["without-tags", "", null],
      ["without-name", null, "{}"],
    ] as const) {
      expect(await csv(fileId)).toMatchObject({ file_name, tags });
      expect(await parquet(fileId, "file_name, tags")).toEqual({ file_name, tags });
    }
  });

  it.each(TIMES)("read the creation time %s as %s, beside the exact text", async (text, instant) => {
    const fileId = `time-${TIMES.findIndex(([time]) => time === text)}`;
    expect((await csv(fileId)).creation_time_utc).toBe(instant);
    expect(await parquet(fileId, "creation_time, epoch_ms(creation_time_utc) AS ms")).toEqual({
      creation_time: text,
      ms: instant === null ? null : String(Date.parse(instant)),
    });
  });
});

describe("the table of problems", () => {
  const here = useReportFolder();

  it("lists one problem a row, with what it means", async () => {
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

  it("lists irregularities with the file that they are about, and count them by kind", async () => {
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
