import { z } from "zod";

/** The rows of a sheet in XLSX, less the header. */
const MOST_ROWS = 1_048_575;

/** How much of the tables stands in report.xlsx. */
export const workbookSection = z
  .strictObject({
    rowLimit: z
      .int()
      .min(1)
      .max(MOST_ROWS)
      .default(200_000)
      .describe(
        "The most rows of a sheet. Of more problems the first stand there; of more files there is no sheet. Programs open sheets of many more than 200000 rows slowly.",
      ),
  })
  .prefault({})
  .describe("How much of the tables stands in report.xlsx.");
