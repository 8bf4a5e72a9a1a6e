import { readFile } from "node:fs/promises";
import { readXlsx } from "hucre/xlsx";
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { expect, it } from "vitest";
import { FILE_COLUMNS } from "./columns.ts";
import { aFile, anUnknown, SLOT } from "./testing/build-state.ts";
import { exactText, readCsv } from "./testing/read-back.ts";
import { useReportFolder } from "./testing/report-folder.ts";

const here = useReportFolder();

const HOSTILE = [
  '=HYPERLINK("http://evil.example","click")',
  "<script>alert(1)</script>",
  "]]> &amp; <!--",
  "_x0041_ _x000D_",
  "\u202Egnp.exe\u202C",
  "line\r\nbreak\ttab",
  "\u001b[31mred\u0000",
  "\u{1F600}".repeat(256),
  "half \ud800",
  "\uFFFE\uFFFF\uFEFF",
  "C:\\users\\u0041 ' \" \\",
  "",
  " ",
  null,
];
const LONG = "x".repeat(40_000);

/** What a row is to be, as a plain text for each column; null for an absent one. */
type Row = Readonly<Record<string, string | null>>;

async function parquetRows(path: string): Promise<Row[]> {
  const file = await asyncBufferFromFile(path);
  const rows = await parquetReadObjects({ file, compressors });
  return rows.map((row) => plainRow(row));
}

/** The line's members under the names of the columns. */
async function ndjsonRows(path: string): Promise<Row[]> {
  const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
  return lines.map((text) => {
    const { "attached-files": own, ...file } = JSON.parse(text);
    const [createdBy] = Object.entries(file.CreatedBy ?? {}) as [string, string][];
    return plainRow({
      scope: own.scope,
      instance_id: own.InstanceId,
      associated_resource_arn: own.AssociatedResourceArn,
      file_id: file.FileId,
      outcome: own.outcome,
      file_name: file.FileName,
      file_status: file.FileStatus,
      file_size_bytes: /"FileSizeInBytes":(-?\d+)/.exec(text)?.[1],
      file_use_case_type: file.FileUseCaseType,
      creation_time: file.CreationTime,
      creation_time_utc: file.CreationTime,
      file_arn: file.FileArn,
      created_by_kind: createdBy?.[0],
      created_by: createdBy?.[1],
      tags: file.Tags && JSON.stringify(file.Tags),
      error_code: own.ErrorCode,
      error_message: own.ErrorMessage,
      association_time: own.associationTime,
      association_time_utc: own.associationTime,
      checked_at: own.checkedAt,
      presence: own.presence,
    });
  });
}

async function sheetRows(path: string): Promise<Row[]> {
  const { sheets } = await readXlsx(await readFile(path));
  const [header = [], ...rows] = sheets.find(({ name }) => name === "files")?.rows ?? [];
  return rows.map((row) =>
    plainRow(
      Object.fromEntries(
        header.map((name, index) => {
          const cell = row[index];
          return [String(name), typeof cell === "string" ? escapesUndone(cell) : cell];
        }),
      ),
    ),
  );
}

function escapesUndone(cell: string): string {
  return cell.replaceAll(/\\u([0-9A-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function plainRow(row: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(
    FILE_COLUMNS.map(({ name }) => {
      const value = row[name] ?? null;
      return [name, value instanceof Date ? value.toISOString() : value === null ? null : String(value)];
    }),
  );
}

it("every format holds the same rows, to readers that know nothing of this program", async () => {
  const files = HOSTILE.map((name, index) =>
    aFile(`f${String(index).padStart(2, "0")}`, {
      file_name: name,
      file_size_bytes: 9_007_199_254_740_993n + BigInt(index),
      created_by: name ?? "nobody",
      tags: name === null ? null : JSON.stringify({ tag: name.toWellFormed() }),
    }),
  );
  const refused = HOSTILE.map((text, index) =>
    anUnknown(`g${String(index).padStart(2, "0")}`, "refused", { error_code: text, error_message: text }),
  );
  await here.state("main", { outcomes: [...files, ...refused, aFile("h", { file_name: LONG, vanished_run: 1 })] });

  const { paths } = await here.write();

  // A state keeps no half of a surrogate pair: it is UTF-8, which has none.
  const names = HOSTILE.map((name) => name?.toWellFormed() ?? null);
  const parquet = await parquetRows(paths.filesParquet);
  expect(parquet.slice(0, names.length).map((row) => row.file_name)).toEqual(names);
  expect(parquet.slice(names.length, -1).map((row) => row.error_message)).toEqual(names);
  expect(parquet.at(-1)?.file_name).toBe(LONG);
  expect(await ndjsonRows(paths.filesNdjson)).toEqual(parquet);

  const cut = { ...parquet.at(-1), file_name: expect.stringMatching(/^x{5000}… \(cut: 40,000 characters in all\)$/) };
  const shown = [...parquet.slice(0, -1), cut];
  const csv = (await readCsv(paths.filesCsv)).map((row) =>
    plainRow(Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell && exactText(cell)]))),
  );
  expect(csv).toEqual(shown);
  // A spreadsheet has no cell that is absent but another that is empty.
  const emptied = (rows: readonly object[]) =>
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell === "" ? null : cell])));
  expect(emptied(await sheetRows(paths.workbook))).toEqual(emptied(shown));

  const metadata = await parquetMetadataAsync(await asyncBufferFromFile(paths.problemsParquet));
  const pairs = Object.fromEntries((metadata.key_value_metadata ?? []).map(({ key, value }) => [key, value]));
  expect(pairs).toMatchObject({ "attached-files.schema-version": "1", "attached-files.slot": SLOT });
  expect(JSON.parse(pairs["attached-files.columns"] ?? "[]")[0]).toMatchObject({ name: "problem", type: "text" });
});
