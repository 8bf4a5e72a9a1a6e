import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ListFormat, type ListLine, listFormat, readList } from "./list-lines.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-list-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const CASE = "arn:aws:cases:eu-central-1:111122223333:domain/d/case/c";
const FILE = "arn:aws:connect:eu-central-1:111122223333:instance/i/file/f";

async function read(text: string, format: ListFormat): Promise<ListLine[]> {
  const path = join(folder, "list");
  await writeFile(path, text);
  return await Array.fromAsync(readList(path, format));
}

function problems(lines: readonly ListLine[]): [number, string][] {
  return lines.flatMap((line) => (line.ok ? [] : [[line.line, line.problem] as [number, string]]));
}

const reference = { instanceId: "i", associatedResourceArn: CASE, fileId: "f" };

describe("a CSV list of references", () => {
  it.each([
    ["three columns", `instance_id,associated_resource_arn,file_id\ni,${CASE},f\n`],
    [
      "columns in another order, and others between them",
      `file_id,note,associated_resource_arn,instance_id\nf,"a, ""b""",${CASE},i\n`,
    ],
    ["a file ARN in its own column", `associated_resource_arn,file_arn\n${CASE},${FILE}\n`],
    ["a file ARN in the place of the file id", `associated_resource_arn,file_id\n${CASE},${FILE}\n`],
    [
      "a byte-order mark, CRLF and a blank line",
      `\uFEFFinstance_id,associated_resource_arn,file_id\r\n\r\ni,${CASE},f\r\n`,
    ],
    ["no newline at the end", `instance_id,associated_resource_arn,file_id\ni,${CASE},f`],
  ])("takes %s", async (_, text) => {
    expect(await read(text, "csv")).toEqual([{ ok: true, reference }]);
  });

  it("tells every malformed line by its number, and reads the others", async () => {
    const lines = await read(
      `instance_id,associated_resource_arn,file_id\ni,${CASE},f\n,${CASE},f\ni,not-an-arn,f\ni,${CASE}\ni,${CASE},f\ni,${CASE},${"x".repeat(257)}\n`,
      "csv",
    );
    expect(lines.filter((line) => line.ok)).toHaveLength(2);
    expect(problems(lines)).toEqual([
      [3, expect.stringContaining("instance_id: expected a text of 1 to 100 characters, received nothing")],
      [4, expect.stringContaining("associated_resource_arn: expected an ARN")],
      [5, "expected 3 cells as in the header, received 2"],
      [7, expect.stringContaining("file_id: expected a text of 1 to 256 characters, received 257 characters")],
    ]);
  });

  it("tells all that is wrong with one line at once", async () => {
    const [[, problem] = [0, ""]] = problems(await read("instance_id,associated_resource_arn,file_id\n,,\n", "csv"));
    expect(problem).toMatch(/instance_id.*associated_resource_arn.*file_id/);
  });

  it("says so when file ARN and instance id disagree", async () => {
    const lines = await read(`instance_id,associated_resource_arn,file_arn\nother,${CASE},${FILE}\n`, "csv");
    expect(problems(lines)).toEqual([[2, 'instance_id: expected the instance of the file ARN, i, received "other"']]);
  });

  it.each([
    ["an empty file", "", /header with instance_id.*received nothing/],
    ["a header without the columns", "a,b\n1,2\n", /expected a header/],
  ])("refuses %s", async (_, text, expected) => {
    expect(problems(await read(text, "csv"))).toEqual([[1, expect.stringMatching(expected)]]);
  });

  it("tells a line with a broken quote, and reads on", async () => {
    const lines = await read(`instance_id,associated_resource_arn,file_id\ni,${CASE},f\ni,a"b,f\ni,${CASE},g\n`, "csv");
    expect(lines.filter((line) => line.ok).length).toBeGreaterThanOrEqual(1);
    expect(problems(lines).length).toBeGreaterThanOrEqual(1);
  });
});

describe("an NDJSON list of references", () => {
  it("takes objects, with or without a file ARN, and skips blank lines", async () => {
    const lines = await read(
      `\uFEFF${JSON.stringify({ instance_id: "i", associated_resource_arn: CASE, file_id: "f" })}\n\n${JSON.stringify({ associated_resource_arn: CASE, file_arn: FILE })}`,
      "ndjson",
    );
    expect(lines).toEqual([
      { ok: true, reference },
      { ok: true, reference },
    ]);
  });

  it("tells every malformed line by its number", async () => {
    const lines = await read('{"a":\n[1]\n"text"\n{"file_id":5}\n', "ndjson");
    expect(problems(lines).map(([line]) => line)).toEqual([1, 2, 3, 4]);
  });
});

describe("the format of a list", () => {
  it.each([
    ["refs.csv", "{", "csv"],
    ["refs.NDJSON", "i", "ndjson"],
    ["refs.jsonl", "i", "ndjson"],
    ["-", "{", "ndjson"],
    ["-", "i", "csv"],
    ["refs", "", "csv"],
  ] as const)("of %s that begins with '%s' is %s", (path, first, format) => {
    expect(listFormat(path, first)).toBe(format);
  });
});
