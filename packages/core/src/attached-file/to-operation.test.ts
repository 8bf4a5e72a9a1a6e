import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { metadataAnswerToOperation, parseMetadataAnswer } from "../batch/metadata-answer.ts";
import { FILE_STATUSES } from "./file-status.ts";
import { FILE_USE_CASE_TYPES } from "./file-use-case.ts";
import { parseAttachedFile } from "./parse-attached-file.ts";
import { attachedFileErrorToOperation, attachedFileToOperation } from "./to-operation.ts";

/** Any script, control characters, lone surrogates, the empty text, and the names that trip JavaScript up. */
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("", "__proto__", "constructor", "\ud83d", "\udc00x", "a.b[0]"),
);
const json = fc.jsonValue({ maxDepth: 2, noUnicodeString: false });
/** Through JSON, as an answer comes: a member named __proto__ is then the object's own. */
const map = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> =>
  fc.array(fc.tuple(text, value), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));

const KNOWN = new Set(
  "CreationTime FileArn FileId FileName FileSizeInBytes FileStatus CreatedBy FileUseCaseType AssociatedResourceArn Tags __type ErrorCode ErrorMessage".split(
    " ",
  ),
);
const unknownMembers = map(json).map((members) =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !KNOWN.has(name))),
);
const createdBy = fc.oneof(
  text.map((arn) => ({ ConnectUserArn: arn })),
  text.map((arn) => ({ AWSIdentityArn: arn })),
  fc
    .tuple(
      text,
      json.filter((value) => value !== null),
    )
    .filter(([name]) => name !== "__type")
    .map((entry) => Object.fromEntries([entry])),
);
const rawFile = fc
  .tuple(
    fc.record(
      {
        CreationTime: text,
        FileArn: text,
        FileId: text.filter((id) => id !== ""),
        FileName: text,
        FileSizeInBytes: fc.oneof(
          fc.integer(),
          fc.maxSafeInteger(),
          fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
        ),
        FileStatus: fc.oneof(fc.constantFrom(...FILE_STATUSES), text),
        CreatedBy: createdBy,
        FileUseCaseType: fc.oneof(fc.constantFrom(...FILE_USE_CASE_TYPES), text),
        AssociatedResourceArn: text,
        Tags: map(text),
      },
      { requiredKeys: ["FileId"] },
    ),
    unknownMembers,
  )
  .map(([known, unknown]) => merge(known, unknown));
const rawError = fc
  .tuple(fc.record({ ErrorCode: text, ErrorMessage: text, FileId: text }, { requiredKeys: [] }), unknownMembers)
  .map(([known, unknown]) => merge(known, unknown));

/** Unlike a spread into a literal, never sets a prototype by way of __proto__. */
function merge(...objects: object[]): Record<string, unknown> {
  return Object.fromEntries(objects.flatMap((object) => Object.entries(object)));
}

/** Equal down to own members named __proto__, which toEqual overlooks. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === "bigint") return `${inner}n`;
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1));
  });
}

describe("what was read of an answer", () => {
  it("turns back into every file that was answered, unknown members in their places", () => {
    fc.assert(
      fc.property(rawFile, (raw) => {
        const file = parseAttachedFile(raw, "", () => {});
        expect(file && canonical(attachedFileToOperation(file))).toBe(canonical(raw));
      }),
      { seed: 14, numRuns: 500 },
    );
  });

  it("turns back into the whole answer, errors too, and reads the same again", () => {
    const answers = fc.record({
      Files: fc.array(rawFile, { maxLength: 5 }),
      Errors: fc.array(rawError, { maxLength: 5 }),
    });
    fc.assert(
      fc.property(answers, (raw) => {
        const first = parseMetadataAnswer(raw);
        if (!first.ok) throw new Error("an answer of two lists is always readable");
        const back = metadataAnswerToOperation(first.value);
        expect(canonical(back.Errors)).toBe(canonical(raw.Errors));
        expect(back.Files.map(canonical).sort()).toEqual(raw.Files.map(canonical).sort());
        const again = parseMetadataAnswer(back);
        expect(again.ok && canonical(metadataAnswerToOperation(again.value))).toBe(canonical(back));
      }),
      { seed: 15, numRuns: 200 },
    );
  });

  it("names no member that was not there", () => {
    expect(Object.keys(attachedFileToOperation({ fileId: "f" }))).toEqual(["FileId"]);
    expect(attachedFileErrorToOperation({})).toEqual({});
  });

  it("keeps false, zero and the empty text, which are values", () => {
    const members = { No: false, None: 0, Empty: "", Null: null };
    expect(attachedFileToOperation({ fileId: "f", fileName: "", tags: {}, unknownMembers: members })).toEqual({
      FileId: "f",
      FileName: "",
      Tags: {},
      ...members,
    });
  });
});
