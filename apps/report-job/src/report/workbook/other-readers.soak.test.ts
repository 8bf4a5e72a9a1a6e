import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aFile, anUnknown, buildState, SLOT } from "../testing/build-state.ts";
import { HOSTILE_NAMES } from "../testing/example-states.ts";
import { writeReport } from "../write-report.ts";

const ENV = { PATH: process.env.PATH, HOME: tmpdir(), PYTHONUTF8: "1" };
const works = (command: string, ...args: readonly string[]) =>
  spawnSync(command, args, { env: ENV, timeout: 60_000 }).status === 0;
const HAS_OPENPYXL = works("python3", "-c", "import openpyxl");
const HAS_LIBREOFFICE = works("soffice", "--version");

/** Texts as the cells show them: what no cell may hold stands as \uXXXX. */
const SHOWN = HOSTILE_NAMES.map((name) =>
  name.replaceAll(
    /[\p{Cc}\u202e]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  ),
);

let folder: string;
let workbook: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-workbook-"));
  const hostile = HOSTILE_NAMES.map((name, index) =>
    aFile(`f${index}`, {
      file_name: name,
      tags: JSON.stringify({ [name]: name }),
      file_size_bytes: BigInt(index) * 1_000_003n,
    }),
  );
  const stateFile = join(folder, "main.duckdb");
  await buildState(stateFile, {
    outcomes: [
      ...hostile,
      aFile("g1", {
        file_status: "REJECTED",
        file_size_bytes: 9_007_199_254_740_993n,
        creation_time: "1899-12-31T00:00:00.000Z",
      }),
      anUnknown("g2", "refused", { error_code: "=1+1", error_message: HOSTILE_NAMES[0] ?? "" }),
    ],
  });
  const publication = await writeReport({
    slot: SLOT,
    scopes: [{ name: "main", stateFile }],
    folder: join(folder, "reports"),
    generatedAt: new Date(SLOT),
    stuckAfterSeconds: 3600,
  });
  if (publication.kind !== "written") throw new Error(publication.kind);
  workbook = publication.paths.workbook;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const PYTHON = `
import json, openpyxl, sys
said = {}
for sheet in openpyxl.load_workbook(sys.argv[1]).worksheets:
    header, *rows = list(sheet.iter_rows())
    said[sheet.title] = {
        "frozen": sheet.freeze_panes, "filter": sheet.auto_filter.ref, "rows": len(rows),
        "formulas": [c.coordinate for row in rows for c in row if c.data_type == "f"],
        "links": [c.coordinate for row in rows for c in row if c.hyperlink],
        "columns": {h.value: [[c.data_type, c.value.isoformat() if c.is_date else c.value] for c in column if c.value is not None]
            for h, *column in zip(header, *rows)}}
print(json.dumps(said))
`;

it.skipIf(!HAS_OPENPYXL)(
  "openpyxl reads dates, numbers and texts, a frozen header and filters (skipped without openpyxl)",
  async () => {
    const said = spawnSync("python3", ["-c", PYTHON, workbook], {
      env: ENV,
      timeout: 60_000,
      encoding: "utf8",
    });
    expect(said.stderr).toBe("");
    const sheets = JSON.parse(said.stdout);
    expect(Object.keys(sheets)).toEqual(["summary", "problems", "files"]);
    for (const sheet of Object.values<{ rows: number }>(sheets)) {
      const filter = expect.stringMatching(new RegExp(`^A1:[A-Z]+${sheet.rows + 1}$`));
      expect(sheet).toMatchObject({ frozen: "A2", filter, formulas: [], links: [] });
    }
    const { columns } = sheets.files;
    expect(columns.file_name.slice(0, SHOWN.length)).toEqual(SHOWN.map((name) => ["s", name]));
    expect(columns.file_size_bytes.slice(0, 3)).toEqual([
      ["n", 0],
      ["n", 1_000_003],
      ["n", 2_000_006],
    ]);
    // Numbers and moments that a spreadsheet would round or misread are texts.
    expect(columns.file_size_bytes.at(-1)).toEqual(["s", "9007199254740993"]);
    expect(columns.creation_time_utc[0]).toEqual(["d", expect.stringMatching(/^2026-11-20T07:59:58\.12/)]);
    expect(columns.creation_time_utc.at(-1)).toEqual(["s", "1899-12-31T00:00:00.000Z"]);
    expect(columns.error_code).toEqual([["s", "=1+1"]]);
  },
);

it.skipIf(!HAS_LIBREOFFICE)(
  "LibreOffice opens it, and takes it for the same types and no formula (skipped without soffice)",
  async () => {
    const resaved = join(folder, "libreoffice");
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile"))}`;
    const said = spawnSync("soffice", ["--headless", profile, "--convert-to", "xlsx", "--outdir", resaved, workbook], {
      env: ENV,
      timeout: 150_000,
      encoding: "utf8",
    });
    expect(said).toMatchObject({ status: 0 });
    // As LibreOffice understood it, it saved it.
    const { sheets } = await readXlsx(await readFile(join(resaved, "report.xlsx")), { readStyles: true });
    expect(sheets.map(({ name }) => name)).toEqual(["summary", "problems", "files"]);
    for (const { cells, autoFilter } of sheets) {
      expect([...(cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual([]);
      // Without a window, LibreOffice keeps no frozen rows of any workbook.
      expect(autoFilter?.range).toMatch(/^A1:/);
    }
    const [header = [], ...rows] = sheets.at(-1)?.rows ?? [];
    const column = (name: string) => rows.map((row) => row[header.indexOf(name)] ?? null);
    expect(column("file_name").slice(0, SHOWN.length)).toEqual(SHOWN);
    expect(column("file_size_bytes").slice(0, 3)).toEqual([0, 1_000_003, 2_000_006]);
    expect(column("file_size_bytes")).toContain("9007199254740993");
    expect(column("creation_time_utc")[0]).toEqual(new Date("2026-11-20T07:59:58.123Z"));
    expect(column("error_code").at(-1)).toBe("=1+1");
  },
);
