import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { aFile, anUnknown } from "../testing/build-state.ts";
import { readReport, useReportFolder } from "../testing/report-folder.ts";

const here = useReportFolder();

async function sheetsOf(path: string) {
  const { sheets } = await readXlsx(await readFile(path), { readStyles: true });
  return Object.fromEntries(sheets.map((sheet) => [sheet.name, sheet]));
}

describe("report.xlsx", () => {
  it("has a summary, the problems and the files, each with a header that stays, a filter, and real types", async () => {
    await here.state("main", {
      outcomes: [
        aFile("f1", { file_name: '=HYPERLINK("http://evil.example")' }),
        aFile("f2", { file_size_bytes: 9_007_199_254_740_993n, creation_time: "1899-12-31T00:00:00.000Z" }),
        anUnknown("f3", "deferred"),
      ],
    });

    const { paths } = await here.write();

    const { summary, problems, files, ...others } = await sheetsOf(paths.workbook);
    expect(others).toEqual({});
    const [header, first = [], second = []] = files?.rows ?? [];
    const at = (row: typeof first, column: string) => row[header?.indexOf(column) ?? -1];
    expect(at(first, "file_name")).toBe('=HYPERLINK("http://evil.example")');
    expect(at(first, "file_size_bytes")).toBe(1000);
    expect(at(first, "creation_time_utc")).toEqual(new Date("2026-11-20T07:59:58.123Z"));
    expect(at(second, "file_size_bytes")).toBe("9007199254740993");
    expect(at(second, "creation_time_utc")).toBe("1899-12-31T00:00:00.000Z");
    for (const sheet of [summary, problems, files]) {
      expect(sheet?.freezePane).toEqual({ rows: 1 });
      expect(sheet?.autoFilter?.range).toMatch(new RegExp(`^A1:[A-Z]+${sheet?.rows.length}$`));
      expect([...(sheet?.cells?.values() ?? [])].filter((cell) => cell.formula !== undefined)).toEqual([]);
    }
    expect(problems?.rows.map(([problem]) => problem)).toEqual(["problem", "too-large", "deferred"]);
    expect(summary?.rows.slice(0, 2)).toEqual([
      ["What", "Value", "Meaning"],
      ["Status", "partial", expect.any(String)],
    ]);
  });

  it("leaves out the files, or the last of the problems, where they are more than a sheet is given, and says so", async () => {
    const rejected = ["f1", "f2", "f3"].map((id) => aFile(id, { file_status: "REJECTED" }));
    await here.state("main", { outcomes: rejected });

    const written = await here.write({ workbookRows: 2 });

    const sheets = await sheetsOf(written.paths.workbook);
    expect(Object.keys(sheets)).toEqual(["summary", "problems"]);
    expect(sheets.problems?.rows).toHaveLength(3);
    const said = sheets.summary?.rows.filter(([what]) => String(what).startsWith("Rows of")).map((row) => row.slice(1));
    expect(said).toEqual([
      [
        2,
        expect.stringContaining(
          "at most 2 rows (report.workbook.rowLimit); the others are not here. All 3 are in problems.csv",
        ),
      ],
      [
        0,
        expect.stringContaining(
          "at most 2 rows (report.workbook.rowLimit), so there is no sheet of the files. All 3 are in files.csv",
        ),
      ],
    ]);
    expect(await readFile(written.paths.page, "utf8")).toContain(
      "a summary, the first 2 problems, no files, they are too many. A sheet is given at most 2 rows; the tables above hold all<",
    );
    expect((await readReport(written)).workbook).toMatchObject({
      file: "report.xlsx",
      rowLimit: 2,
      sheets: [
        { name: "problems", rows: 2, tableRows: 3 },
        { name: "files", rows: 0, tableRows: 3 },
      ],
    });
  });

  it("takes no more rows than the format does", async () => {
    await here.state("main", {});
    for (const workbookRows of [0, 1_048_576, 1.5]) {
      await expect(here.write({ workbookRows, folder: join(here.path, "r") })).rejects.toThrow("from 1 to 1048575");
    }
  });
});
