import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { type CellValue, cellXml, columnName } from "./cell-xml.ts";
import { STYLES, sheetEnd, sheetPath, sheetStart, workbookParts } from "./workbook-parts.ts";

/** The rows that the format takes on a sheet, its header among them. */
export const FORMAT_ROWS = 1_048_576;

export interface SheetColumn {
  readonly header: string;
  /** In characters. */
  readonly width: number;
}

/** A sheet of a workbook: a header and rows below it. */
export interface Sheet {
  /** Letters alone. */
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** How many rows there will be; a number that is not kept is an error. */
  readonly rowCount: number;
  /** Texts of more than a line are shown in lines. @default false */
  readonly wraps?: boolean;
  /** Read once, a batch at a time, when the sheets before are written. */
  rows(): AsyncIterable<readonly (readonly CellValue[])[]>;
}

/** What a text may come to before it is handed on. */
const PART_LENGTH = 1 << 16;
// A moment that is always the same makes the same file of the same rows.
const FILE_OPTIONS = { mtime: new Date(2000, 0, 1), mode: 0o100644, forceDosTimestamp: true, compressionLevel: 1 };

/** Writes a workbook (XLSX), row by row, in memory that does not depend on their number. */
export async function writeWorkbook(path: string, sheets: readonly Sheet[]): Promise<void> {
  const zip = new ZipFile();
  const named = sheets.map((sheet) => ({ name: sheet.name, filter: filterOf(sheet) }));
  for (const [part, xml] of Object.entries(workbookParts(named))) zip.addBuffer(Buffer.from(xml), part, FILE_OPTIONS);
  for (const [index, sheet] of sheets.entries()) {
    zip.addReadStreamLazy(sheetPath(index + 1), FILE_OPTIONS, (give) => give(null, Readable.from(sheetXml(sheet))));
  }
  const output = Readable.from(zip.outputStream);
  zip.on("error", (error) => output.destroy(error as Error));
  zip.end();
  await pipeline(output, createWriteStream(path));
}

function filterOf({ columns, rowCount }: Sheet): string {
  return `$A$1:$${columnName(columns.length - 1)}$${rowCount + 1}`;
}

async function* sheetXml(sheet: Sheet): AsyncGenerator<Buffer> {
  const names = sheet.columns.map((_, index) => columnName(index));
  const style = sheet.wraps === true ? STYLES.wrapped : STYLES.text;
  const rowXml = (number: number, values: readonly CellValue[], textStyle: number): string =>
    `<row r="${number}">${values.map((value, index) => cellXml(`${names[index]}${number}`, value, textStyle)).join("")}</row>`;
  const headers = sheet.columns.map(({ header }) => header);
  let xml = sheetStart(sheet.columns.map(({ width }) => width)) + rowXml(1, headers, STYLES.header);
  let count = 0;
  for await (const batch of sheet.rows()) {
    for (const values of batch) {
      count += 1;
      xml += rowXml(count + 1, values, style);
      if (xml.length < PART_LENGTH) continue;
      yield Buffer.from(xml);
      xml = "";
    }
  }
  if (count !== sheet.rowCount) throw new Error(`${count} rows instead of ${sheet.rowCount} for sheet ${sheet.name}`);
  yield Buffer.from(xml + sheetEnd(filterOf(sheet)));
}
