import { expect, test } from "vitest";
import { readRelatedItems } from "./read-related-items.ts";

const ARN = "arn:aws-us-gov:connect:us-gov-west-1:123456789012:instance/i-1/file/f-1";
const ITEM = {
  relatedItemId: "r-1",
  caseId: "c-1",
  type: "File",
  associationTime: "2026-11-02T09:15:00Z",
  content: { file: { fileArn: ARN } },
  performedBy: { userArn: "arn:aws:connect:::u" },
  tags: { a: null },
};
const REFERENCE = {
  instanceId: "i-1",
  associatedResourceArn: "arn:aws-us-gov:cases:us-gov-west-1:123456789012:domain/d-1/case/c-1",
  fileId: "f-1",
  associationTime: "2026-11-02T09:15:00.000Z",
};

test("takes instance and file from the file's ARN, and the case's ARN's home too", () => {
  expect(readRelatedItems([ITEM], { domainId: "d-1" })).toEqual({ references: [REFERENCE], irregularities: [] });
});

test("within one case, items need not name it", () => {
  const { caseId: _, ...item } = ITEM;
  expect(readRelatedItems([item], { domainId: "d-1", caseId: "c-9" }).references).toEqual([
    { ...REFERENCE, associatedResourceArn: REFERENCE.associatedResourceArn.replace("c-1", "c-9") },
  ]);
});

test.each([
  ["null", null, "null-entry"],
  ["a text", "item", "not-an-object"],
  ["a list", [ITEM], "not-an-object"],
  ["a comment", { ...ITEM, type: "Comment", content: { comment: { body: "hi" } } }, "unreadable-item"],
  ["no content", { ...ITEM, content: null }, "unreadable-item"],
  ["no file ARN", { ...ITEM, content: { file: {} } }, "unreadable-item"],
  ["a file of null", { ...ITEM, content: { file: null } }, "unreadable-item"],
  [
    "an ARN of something else",
    { ...ITEM, content: { file: { fileArn: REFERENCE.associatedResourceArn } } },
    "unreadable-item",
  ],
  ["no case", { ...ITEM, caseId: undefined }, "unreadable-item"],
  ["a case id that leaves its place", { ...ITEM, caseId: "c-1/x" }, "unreadable-item"],
  [
    "an id longer than the operation takes",
    { ...ITEM, content: { file: { fileArn: ARN + "x".repeat(300) } } },
    "unreadable-item",
  ],
])("notes an item with %s, and reads on", (_what, item, kind) => {
  const found = readRelatedItems([item, ITEM], { domainId: "d-1" });
  expect(found.irregularities).toMatchObject([{ kind, path: "relatedItems[0]" }]);
  expect(found.references).toEqual([REFERENCE]);
});

test("a file of another instance is noted, and is no reference", () => {
  const found = readRelatedItems([ITEM], { domainId: "d-1", instanceId: "i-2" });
  expect(found.references).toEqual([]);
  expect(found.irregularities).toMatchObject([
    { kind: "other-instance", fileId: "f-1", otherInstanceId: "i-1", detail: expect.stringContaining("i-1") },
  ]);
});

test("a file whose time cannot be read is a reference without one", () => {
  const { associationTime: _, ...reference } = REFERENCE;
  const [read] = readRelatedItems([{ ...ITEM, associationTime: "yesterday" }], { domainId: "d-1" }).references;
  expect(read).toEqual(reference);
});

test("notes a member that it does not know by name, once for a page", () => {
  const found = readRelatedItems(
    [
      { ...ITEM, riskScore: 7 },
      { ...ITEM, riskScore: 8 },
    ],
    { domainId: "d-1" },
  );
  expect(found.references).toHaveLength(2);
  expect(found.irregularities).toEqual([{ kind: "unknown-member", path: "relatedItems[].riskScore", detail: "7" }]);
});
