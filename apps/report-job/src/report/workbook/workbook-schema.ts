import { z } from "zod";
import { bytesSchema, countSchema } from "../number-shapes.ts";

/** What `report.json` tells of the workbook. */
export const workbookSchema = z.object({
  file: z.string(),
  sizeBytes: bytesSchema,
  rowLimit: countSchema.describe("The most rows that a sheet is given; a table with more is not whole there."),
  sheets: z.array(
    z.object({
      name: z.string(),
      rows: countSchema.describe("Rows on the sheet, its header not counted; 0 of a table that was left out."),
      tableRows: countSchema.describe("Rows of the table in the other formats."),
    }),
  ),
});

export type WorkbookReport = z.output<typeof workbookSchema>;
