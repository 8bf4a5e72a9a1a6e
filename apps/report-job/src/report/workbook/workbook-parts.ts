const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** The formats of cells, by their places in styles.xml. */
export const STYLES = { text: 1, integer: 2, moment: 3, header: 4, wrapped: 5 } as const;

/** A sheet as the workbook names it. */
export interface SheetName {
  /** Ours, of letters: it needs no escape. */
  readonly name: string;
  /** The cells that the filter is over, as $A$1:$C$9. */
  readonly filter: string;
}

/** The parts of a workbook that do not depend on its rows, by their paths in the package. */
export function workbookParts(sheets: readonly SheetName[]): Readonly<Record<string, string>> {
  const numbered = sheets.map((sheet, index) => ({ ...sheet, number: index + 1 }));
  return {
    "[Content_Types].xml": `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${numbered
      .map(({ number }) => `<Override PartName="/${sheetPath(number)}" ContentType="${TYPE}.worksheet+xml"/>`)
      .join("")}</Types>`,
    "_rels/.rels": relationships([["rId1", "officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets>${numbered
      .map(({ name, number }) => `<sheet name="${name}" sheetId="${number}" r:id="rId${number}"/>`)
      .join("")}</sheets><definedNames>${numbered
      .map(
        ({ name, filter, number }) =>
          `<definedName name="_xlnm._FilterDatabase" localSheetId="${number - 1}" hidden="1">${name}!${filter}</definedName>`,
      )
      .join("")}</definedNames></workbook>`,
    "xl/_rels/workbook.xml.rels": relationships([
      ...numbered.map(({ number }): [string, string, string] => [
        `rId${number}`,
        "worksheet",
        `worksheets/sheet${number}.xml`,
      ]),
      [`rId${sheets.length + 1}`, "styles", "styles.xml"],
    ]),
    "xl/styles.xml": STYLE_SHEET,
  };
}

/** Where a sheet stands in the package; numbers begin with 1. */
export function sheetPath(number: number): string {
  return `xl/worksheets/sheet${number}.xml`;
}

/** What stands before the rows of a sheet: the header stays in sight. Widths are in characters. */
export function sheetStart(widths: readonly number[]): string {
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews><cols>${columns.join("")}</cols><sheetData>`;
}

/** What stands behind them. */
export function sheetEnd(filter: string): string {
  return `</sheetData><autoFilter ref="${filter.replaceAll("$", "")}"/></worksheet>`;
}

function relationships(entries: readonly (readonly [id: string, kind: string, target: string])[]): string {
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${entries
    .map(([id, kind, target]) => `<Relationship Id="${id}" Type="${RELATIONSHIPS}/${kind}" Target="${target}"/>`)
    .join("")}</Relationships>`;
}

// quotePrefix and the text format (49): a text that somebody edits stays a text, and becomes no formula.
const STYLE_SHEET = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
