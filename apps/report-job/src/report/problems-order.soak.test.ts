import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { queryFiles } from "./testing/read-back.ts";
import { useReportFolder } from "./testing/report-folder.ts";

const here = useReportFolder();

it("problems stand in the order of the files, with irregularities behind, over more than one row group", async () => {
  // A row group of Parquet holds 122,880 rows.
  const files = 130_000;
  await here.state("main", {
    sql: [
      `INSERT INTO outcomes (instance_id, associated_resource_arn, file_id, outcome, file_status)
       SELECT 'i', 'case', printf('%09d', i), IF(i % 4 = 0, 'deferred', 'retrieved'), 'REJECTED' FROM range(${files}) t(i)`,
    ],
    irregularities: [
      { kind: "unasked", path: "Files", detail: "b", file_id: "x", associated_resource_arn: "a" },
      { kind: "unasked", path: "Files", detail: "a", file_id: "x", associated_resource_arn: "a" },
    ],
  });

  const { paths } = await here.write();

  const rows = await queryFiles(
    `SELECT count(*) AS rows, count(*) FILTER (row(file_id, problem) <= before) AS misplaced
     FROM (SELECT *, lag(row(file_id, problem)) OVER (ORDER BY number) AS before FROM (
       SELECT row_number() OVER () AS number, file_id, problem FROM read_csv('${paths.problemsCsv}', all_varchar = true))
       WHERE problem <> 'irregularity')`,
  );
  expect(rows).toEqual([{ rows: String(files * 1.25), misplaced: "0" }]);
  const last = (await readFile(paths.problemsCsv, "utf8")).trimEnd().split("\r\n").slice(-2);
  expect(last.map((line) => line.replace(/,.*,/, " "))).toEqual(['"irregularity" "a"', '"irregularity" "b"']);
});
