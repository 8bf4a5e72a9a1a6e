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

async function read(text: string | Buffer, format: ListFormat): Promise<ListLine[]> {
  const path = join(folder, "list");
  await writeFile(path, text);
  return await Array.fromAsync(readList({ path, format, name: "refs" }));
}

function problems(lines: readonly ListLine[]): [number, string][] {
  return lines.flatMap((line) => (line.ok ? [] : [[line.line, line.problem] as [number, string]]));
}

it("tells of blanks beside the commas of a row that is malformed, and takes none off", async () => {
  const header = "instance_id, associated_resource_arn, file_id";
  const [first, second] = await read(`${header}\ni, ${CASE}, f\ni,${CASE}, f\n`, "csv");
  expect(first).toMatchObject({
    ok: false,
    problem: expect.stringMatching(/\(blanks beside a comma belong to the cell\)$/),
  });
  expect(second).toEqual({ ok: true, reference: { instanceId: "i", associatedResourceArn: CASE, fileId: " f" } });
});

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
    ["without the columns", "a,b\n1,2\n", /^refs, line 1: expected a header with instance_id, .*, received "a,b"$/],
    ["without the resource", "instance_id,file_id\n", /expected a header/],
    ["with semicolons", `instance_id;associated_resource_arn;file_id\ni;${CASE};f\n`, /with semicolons where commas/],
    ["with tabs", "instance_id\tassociated_resource_arn\tfile_id\n", /with tabs where commas belong/],
    ["that is JSON", `{"file_id":"f"}\n`, /looks like NDJSON \(--references-format ndjson\)/],
    ["with a column twice", "file_id,associated_resource_arn,file_id\n", /received file_id more than once/],
    ["with a broken quote", `instance_id,"associated_resource_arn,file_id\n`, /a quote that is not closed/],
    ["that is not UTF-8", Buffer.from("\uFEFFfile_id", "utf16le"), /line 1: expected UTF-8/],
    ["behind a blank line", "\n\na,b\n", /^refs, line 3: /],
  ])("refuses a header %s, because no line means anything without it", async (_, text, expected) => {
    await expect(read(text, "csv")).rejects.toMatchObject({ code: "usage", message: expect.stringMatching(expected) });
  });

  it("takes an empty file for no lines at all", async () => {
    expect(await read("", "csv")).toEqual([]);
  });

  it.each([
    ["a quote inside a cell", `i,${CASE},x"y`, /a quote inside a cell that does not begin with one/],
    ["a quote that is not closed", `"i,${CASE},x`, /a quote that is not closed/],
    ["text behind a closing quote", `"i"x,${CASE},x`, /more text behind a closing quote/],
    ["letters of another encoding", Buffer.from(`i,${CASE},caf\u00e9`, "latin1"), /expected UTF-8/],
    ["more than a mebibyte", `i,${CASE},${"x".repeat(1 << 20)}`, /expected at most 1048576 bytes/],
  ])("tells a line with %s by its number, and reads all others", async (_, broken, problem) => {
    const good = (from: number, to: number): string[] =>
      Array.from({ length: to - from + 1 }, (_each, index) => `i,${CASE},f-${from + index}`);
    const before = ["instance_id,associated_resource_arn,file_id", ...good(2, 2), ""].join("\n");
    const after = ["", ...good(4, 428), ""].join("\n");
    const lines = await read(Buffer.concat([before, broken, after].map((part) => Buffer.from(part))), "csv");
    expect(problems(lines)).toEqual([[3, expect.stringMatching(problem)]]);
    expect(lines.flatMap((line) => (line.ok ? [line.reference.fileId] : []))).toEqual(
      [2, ...Array.from({ length: 425 }, (_each, index) => index + 4)].map((line) => `f-${line}`),
    );
  });

  it("reads quoted cells, with commas and doubled quotes, as one line each", async () => {
    const lines = await read(`file_id,note,associated_resource_arn,instance_id\n"f","a, ""b""",${CASE},"i"\n`, "csv");
    expect(lines).toEqual([{ ok: true, reference }]);
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

  it("keeps line separators that JSON allows inside a text", async () => {
    const text = JSON.stringify({ instance_id: "i", associated_resource_arn: CASE, file_id: "a\u2028b\u2029c\u0085d" });
    expect(await read(`${text}\r\n${text}`, "ndjson")).toEqual([
      { ok: true, reference: { ...reference, fileId: "a\u2028b\u2029c\u0085d" } },
      { ok: true, reference: { ...reference, fileId: "a\u2028b\u2029c\u0085d" } },
    ]);
  });

  it("tells lines of another encoding, and too long ones, by their numbers", async () => {
    const text = JSON.stringify({ instance_id: "i", associated_resource_arn: CASE, file_id: "f" });
    const lines = await read(
      Buffer.concat([
        Buffer.from(`${text.replace('"f"', '"\u00e9"')}\n`, "latin1"),
        Buffer.from(`${" ".repeat((1 << 20) + 1)}\n${text}\n`),
      ]),
      "ndjson",
    );
    expect(problems(lines)).toEqual([
      [1, expect.stringContaining("expected UTF-8")],
      [2, "expected at most 1048576 bytes, received 1048577"],
    ]);
    expect(lines.at(-1)).toEqual({ ok: true, reference });
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
