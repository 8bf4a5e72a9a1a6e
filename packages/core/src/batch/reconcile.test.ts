import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMetadataAnswer } from "./metadata-answer.ts";
import { type Reconciliation, reconcile } from "./reconcile.ts";

const CASE = "arn:aws:cases:us-east-1:123456789012:domain/d/case/c";
const arnOf = (fileId: string, instance = "i"): string =>
  `arn:aws:connect:us-east-1:123456789012:instance/${instance}/file/${fileId}`;
const file = (FileId: string, change: object = {}): object => ({
  CreationTime: "2024-05-03T02:41:28.172Z",
  FileArn: arnOf(FileId),
  FileId,
  FileName: "a.pdf",
  FileSizeInBytes: 1,
  FileStatus: "APPROVED",
  ...change,
});

function hold(fileIds: string[], raw: object): Reconciliation {
  const answer = parseMetadataAnswer(raw);
  if (!answer.ok) throw new Error("an unreadable answer");
  return reconcile({ instanceId: "i", associatedResourceArn: CASE, fileIds }, answer.value);
}
const told = ({ outcomes }: Reconciliation): string[] => outcomes.map(({ kind, fileId }) => `${fileId} ${kind}`);

describe("reconcile", () => {
  it("judges each file's ARN as if the file had come alone", () => {
    const ids = ["a", "b", "c-1", "a b", "a/b", "d\u0000", "\ud800", "long".repeat(520)];
    const pieces = fc.tuple(
      fc.constantFrom(...ids),
      fc.constantFrom(
        (id: string) => arnOf(id),
        (id: string) => arnOf(id, "other"),
        () => arnOf("b"),
        () => CASE,
      ),
    );
    let mismatches = 0;
    fc.assert(
      fc.property(fc.uniqueArray(pieces, { selector: ([id]) => id, maxLength: ids.length }), (drawn) => {
        const files = drawn.map(([id, arn]) => file(id, { FileArn: arn(id) }));
        const together = hold(ids, { Files: files }).irregularities;
        const alone = files.flatMap((each) => hold(ids, { Files: [each] }).irregularities);
        const told = (all: Reconciliation["irregularities"]) =>
          all.map(({ fileId, kind, detail }) => [fileId, kind, detail]);
        expect(told(together)).toEqual(told(alone));
        mismatches += together.length;
      }),
      { seed: 7, numRuns: 500 },
    );
    expect(mismatches).toBeGreaterThan(500);
  });

  it("gives each asked id one outcome, in the order of the request", () => {
    const result = hold(["a", "b", "c"], { Files: [file("c")], Errors: [{ FileId: "a", ErrorCode: "404" }] });
    expect(told(result)).toEqual(["a refused", "b unanswered", "c retrieved"]);
    expect(result.outcomes[0]).toEqual({ kind: "refused", fileId: "a", error: { fileId: "a", errorCode: "404" } });
    expect(result.outcomes[2]).toMatchObject({ file: { fileId: "c", fileName: "a.pdf" } });
    expect(result.irregularities).toEqual([]);
  });

  it("gives an id that was asked twice one outcome", () => {
    expect(told(hold(["a", "a"], { Files: [file("a")] }))).toEqual(["a retrieved"]);
  });

  it("tells all as unanswered where the answer holds nothing", () => {
    expect(told(hold(["a", "b"], {}))).toEqual(["a unanswered", "b unanswered"]);
  });

  it("counts an incomplete file as retrieved, but a complete one of the same id goes first", () => {
    expect(told(hold(["a"], { Files: [{ FileId: "a" }] }))).toEqual(["a retrieved"]);
    const both = hold(["a"], { Files: [{ FileId: "a" }, file("a")] });
    expect(both.outcomes).toMatchObject([{ kind: "retrieved", file: { fileName: "a.pdf" } }]);
    expect(both.irregularities).toContainEqual(
      expect.objectContaining({ kind: "repeated", fileId: "a", detail: "again, and different" }),
    );
  });

  it.each([
    ["the same again", file("a", { Tags: { x: "1", y: "2" } }), file("a", { Tags: { y: "2", x: "1" } })],
    ["the same again", file("a", { FileSizeInBytes: 2n ** 60n }), file("a", { FileSizeInBytes: 2n ** 60n })],
    ["again, and different", file("a"), file("a", { FileStatus: "REJECTED" })],
    ["again, and different", file("a", { Tags: { x: "1" } }), file("a", { Tags: { x: "2" } })],
    ["again, and different", file("a", { New: deep() }), file("a", { New: deep() })],
  ])("keeps the first of two files of one id, and notes the second as %s", (detail, first, second) => {
    const result = hold(["a"], { Files: [first, second] });
    expect(result.outcomes).toMatchObject([{ kind: "retrieved", file: { fileStatus: "APPROVED" } }]);
    expect(result.irregularities.filter(({ kind }) => kind === "repeated")).toEqual([
      { kind: "repeated", path: "Files", fileId: "a", detail },
    ]);
  });

  it.each([
    ["a file that nobody asked for", { Files: [file("z")] }, "unasked", "z"],
    ["an error that nobody asked for", { Errors: [{ FileId: "z" }] }, "unasked", "z"],
    ["a file id in other capitals", { Files: [file("A")] }, "unasked", "A"],
    ["an error for an empty id", { Errors: [{ FileId: "" }] }, "unasked", ""],
    [
      "a file of another resource",
      { Files: [file("a", { AssociatedResourceArn: `${CASE}2` })] },
      "other-resource",
      "a",
    ],
  ])("notes %s, and does not keep it as an outcome", (_name, raw, kind, fileId) => {
    const result = hold(["a"], raw);
    expect(told(result)).toEqual(["a unanswered"]);
    expect(result.irregularities).toMatchObject([{ kind, fileId }]);
  });

  it("notes an error without a file id, with its code and message", () => {
    const { irregularities } = hold(["a"], { Errors: [{ ErrorCode: "500", ErrorMessage: "oops" }] });
    const detail = 'ErrorCode "500", ErrorMessage "oops"';
    expect(irregularities).toEqual([{ kind: "no-file-id", path: "Errors", detail }]);
  });

  it("believes the file where an id stands in both lists, and notes the error", () => {
    const result = hold(["a"], { Files: [file("a")], Errors: [{ FileId: "a", ErrorCode: "404" }] });
    expect(told(result)).toEqual(["a retrieved"]);
    expect(result.irregularities).toMatchObject([{ kind: "in-both-lists", path: "Errors", fileId: "a" }]);
  });

  it("keeps the first of two errors of one id, and notes the second", () => {
    const result = hold(["a"], {
      Errors: [
        { FileId: "a", ErrorCode: "1" },
        { FileId: "a", ErrorCode: "2" },
      ],
    });
    expect(result.outcomes).toMatchObject([{ kind: "refused", error: { errorCode: "1" } }]);
    expect(result.irregularities).toMatchObject([
      { kind: "repeated", path: "Errors", detail: 'again, with ErrorCode "2"' },
    ]);
  });

  it.each([
    ["another file", arnOf("b")],
    ["another instance", arnOf("a", "other")],
    ["a case", CASE],
    ["nothing at all", ""],
  ])("keeps a file whose FileArn names %s, with a note", (_name, FileArn) => {
    const result = hold(["a"], { Files: [file("a", { FileArn })] });
    expect(told(result)).toEqual(["a retrieved"]);
    expect(result.irregularities).toMatchObject([{ kind: "arn-mismatch", fileId: "a" }]);
  });

  it("keeps what was irregular in the answer already", () => {
    const { irregularities } = hold(["a"], { Files: [null, file("z")] });
    expect(irregularities.map(({ kind }) => kind)).toEqual(["null-entry", "unasked"]);
  });
});

/** Nested deeper than JSON.stringify goes. */
function deep(): unknown {
  let value: unknown = 1;
  for (let level = 0; level < 100_000; level += 1) value = [value];
  return value;
}
