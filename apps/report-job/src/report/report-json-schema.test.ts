import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { REPORT_JSON_SCHEMA_FILE, reportJsonSchema } from "./report-json-schema.ts";
import { type Report, reportSchema } from "./report-schema.ts";
import { aFile, anUnknown } from "./testing/build-state.ts";
import { readReport, useReportFolder } from "./testing/report-folder.ts";

const here = useReportFolder();

async function validator() {
  const schema = JSON.parse(await readFile(REPORT_JSON_SCHEMA_FILE, "utf8")) as object;
  return new Ajv2020({ strict: true, formats: { "date-time": true }, allErrors: true, allowUnionTypes: true }).compile(
    schema,
  );
}

async function manyKindsOfReport(): Promise<Report[]> {
  await here.state("main", {
    outcomes: [
      aFile("f1", { file_size_bytes: 9_007_199_254_740_993n }),
      aFile("f2", { file_status: "NEW" }),
      anUnknown("f3", "failed"),
    ],
    irregularities: Array.from({ length: 25 }, (_, index) => ({
      kind: "null-entry",
      path: `items[${index}]`,
      detail: "null",
    })),
    run: { attempts: 2, repeated: 3, skipped_lines: 4, trouble_code: "X", trouble_message: "y" },
  });
  await here.state("empty", {});
  const written = [["main"], ["empty"], ["main", "empty", "nowhere"]].map((scopeNames, index) =>
    here.write({ scopeNames, folder: join(here.path, `reports-${index}`) }),
  );
  return await Promise.all((await Promise.all(written)).map(readReport));
}

describe("report.json", () => {
  it("has a committed schema that is the program's own (else: pnpm generate:report-schema)", async () => {
    expect(await readFile(REPORT_JSON_SCHEMA_FILE, "utf8")).toBe(reportJsonSchema());
  });

  it("is valid by the committed schema, by a validator that is not ours", async () => {
    const validate = await validator();
    for (const report of await manyKindsOfReport()) {
      validate(report);
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  it("holds nothing that the schema does not tell of", async () => {
    for (const report of await manyKindsOfReport()) expect(reportSchema.parse(report)).toEqual(report);
  });

  it("is refused by the schema when a number is missing or a status is made up", async () => {
    const validate = await validator();
    const [report] = await manyKindsOfReport();
    expect(validate({ ...report, status: "probably" })).toBe(false);
    const { totals: _, ...without } = report as Report;
    expect(validate(without)).toBe(false);
  });

  it("gives at most twenty examples of each irregularity, and their true number", async () => {
    const [report] = await manyKindsOfReport();
    expect(report?.irregularities[0]).toMatchObject({ kind: "null-entry", count: 25 });
    expect(report?.irregularities[0]?.examples).toHaveLength(20);
    expect(report?.scopes[0]?.run).toMatchObject({
      attempts: 2,
      resumed: true,
      repeatedReferences: 3,
      skippedInputLines: 4,
      calls: 7,
    });
  });
});
