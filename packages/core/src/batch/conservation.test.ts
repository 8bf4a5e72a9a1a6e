import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMetadataAnswer } from "./metadata-answer.ts";
import { type Reconciliation, reconcile } from "./reconcile.ts";

const CASE = "arn:aws:cases:us-east-1:123456789012:domain/d/case/c";
/** Few ids, so that answers repeat them, hold unasked ones, and name one in both lists. */
const IDS = ["a", "b", "c", "__proto__", "constructor", "\ud800", "件"];
const fileId = fc.constantFrom(...IDS);
const garbage = fc.jsonValue({ maxDepth: 2 });
/** What may stand where something else was promised. */
const junk = fc.constantFrom<unknown>(null, "", "x", 0, -1, 1e21, false, [], [null], {}, { x: 1 }, { __type: "x" });

const entry = fc.oneof(
  { weight: 1, arbitrary: fc.oneof(junk, garbage) },
  {
    weight: 4,
    arbitrary: fc.record(
      {
        FileId: fc.oneof({ weight: 6, arbitrary: fileId }, junk),
        CreationTime: fc.constant("2024-05-03T02:41:28.172Z"),
        FileArn: fc.oneof(
          fileId.map((id) => `arn:aws:connect:us-east-1:123456789012:instance/i/file/${id}`),
          junk,
        ),
        FileName: fc.oneof(fc.string(), junk),
        FileSizeInBytes: fc.oneof(fc.nat(), junk),
        FileStatus: fc.oneof(fc.constantFrom("APPROVED", "NEW"), junk),
        AssociatedResourceArn: fc.oneof(fc.constant(CASE), fc.constant(`${CASE}2`), junk),
        CreatedBy: junk,
        Tags: junk,
        ErrorCode: junk,
        ErrorMessage: junk,
      },
      { requiredKeys: [] },
    ),
  },
);
const lists = fc.record({ Files: fc.array(entry, { maxLength: 12 }), Errors: fc.array(entry, { maxLength: 12 }) });
const asked = fc.array(fileId, { minLength: 1, maxLength: 12 });

function hold(fileIds: string[], raw: unknown): Reconciliation {
  const answer = parseMetadataAnswer(raw);
  if (!answer.ok) throw new Error("two lists are always readable");
  return reconcile({ instanceId: "i", associatedResourceArn: CASE, fileIds }, answer.value);
}

const count = ({ outcomes }: Reconciliation, kind: string): number =>
  outcomes.filter((outcome) => outcome.kind === kind).length;

/** Irregularities that stand for a whole entry of a list, and not for a part of one. */
function entriesNoted({ irregularities }: Reconciliation, list: "Files" | "Errors"): number {
  const ofEntries = irregularities.filter(({ path, kind }) => {
    if (path === list) return kind !== "arn-mismatch";
    return path.replace(/\[\d+\]$/, "") === list;
  });
  return ofEntries.length;
}

describe("conservation", () => {
  it("gives every distinct id that was asked exactly one outcome, whatever the answer holds", () => {
    fc.assert(
      fc.property(asked, lists, (fileIds, raw) => {
        const { outcomes } = hold(fileIds, raw);
        expect(outcomes.map((outcome) => outcome.fileId)).toEqual([...new Set(fileIds)]);
      }),
      { seed: 17, numRuns: 400 },
    );
  });

  it("makes every entry of the answer an outcome or an irregularity, and none of them both", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(asked, lists, (fileIds, raw) => {
        const result = hold(fileIds, raw);
        expect(count(result, "retrieved") + entriesNoted(result, "Files")).toBe(raw.Files.length);
        expect(count(result, "refused") + entriesNoted(result, "Errors")).toBe(raw.Errors.length);
        for (const { kind } of [...result.outcomes, ...result.irregularities]) seen.add(kind);
      }),
      { seed: 18, numRuns: 600 },
    );
    // The law is worth something only where the answers were that irregular.
    for (const kind of ["retrieved", "refused", "unanswered", "repeated", "unasked", "other-resource"]) {
      expect(seen).toContain(kind);
    }
    for (const kind of ["in-both-lists", "no-file-id", "null-entry", "not-an-object", "arn-mismatch"]) {
      expect(seen).toContain(kind);
    }
  });

  it("gives each outcome what the answer holds of that very id", () => {
    fc.assert(
      fc.property(asked, lists, (fileIds, raw) => {
        for (const outcome of hold(fileIds, raw).outcomes) {
          if (outcome.kind === "retrieved") expect(outcome.file.fileId).toBe(outcome.fileId);
          if (outcome.kind === "refused") expect(outcome.error.fileId).toBe(outcome.fileId);
        }
      }),
      { seed: 19, numRuns: 200 },
    );
  });

  it("holds for an answer of any JSON that can be read as one", () => {
    fc.assert(
      fc.property(asked, fc.oneof(garbage, fc.record({ Files: garbage, Errors: garbage })), (fileIds, raw) => {
        const answer = parseMetadataAnswer(raw);
        if (!answer.ok) return;
        const request = { instanceId: "i", associatedResourceArn: CASE, fileIds };
        expect(reconcile(request, answer.value).outcomes).toHaveLength(new Set(fileIds).size);
      }),
      { seed: 20, numRuns: 400 },
    );
  });

  it("changes neither the request nor the answer", () => {
    fc.assert(
      fc.property(asked, lists, (fileIds, raw) => {
        const answer = parseMetadataAnswer(raw);
        if (!answer.ok) return;
        const before = structuredClone(answer.value);
        reconcile(
          Object.freeze({ instanceId: "i", associatedResourceArn: CASE, fileIds: Object.freeze(fileIds) }),
          answer.value,
        );
        expect(answer.value).toEqual(before);
      }),
      { seed: 21, numRuns: 200 },
    );
  });
});
