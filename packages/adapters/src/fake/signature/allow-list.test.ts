import { describe, expect, it } from "vitest";
import { isActionAllowed, isActionPattern } from "./allow-list.ts";

const BATCH = "connect:BatchGetAttachedFileMetadata";

describe("an action is allowed", () => {
  it.each([
    ["*"],
    ["connect:*"],
    [BATCH],
    ["connect:Batch*"],
    ["connect:*Metadata"],
    ["connect:Batch*File*"],
    ["connect:BatchGetAttachedFileMetadat?"],
    ["Connect:batchgetATTACHEDfilemetadata"],
    ["*:Batch**"],
  ])("by %s", (pattern) => {
    expect(isActionAllowed([pattern], BATCH)).toBe(true);
  });

  it("by any one of several", () => {
    expect(isActionAllowed(["cases:*", BATCH], BATCH)).toBe(true);
  });

  it("where nothing is said", () => {
    expect(isActionAllowed(undefined, BATCH)).toBe(true);
  });
});

describe("an action is not allowed", () => {
  it.each([
    ["cases:*"],
    ["connect:Batch"],
    ["connect:BatchGetAttachedFileMetadata?"],
    ["connect:Batch?"],
    ["onnect:*"],
    ["connect:Get*"],
  ])("by %s", (pattern) => {
    expect(isActionAllowed([pattern], BATCH)).toBe(false);
  });

  it("by an empty list", () => {
    expect(isActionAllowed([], BATCH)).toBe(false);
  });
});

it.each([
  ["*", true],
  ["cases:Search*", true],
  ["connect:?atch*", true],
  ["Batch*", false],
  ["connect:", false],
  ["connect.Batch*", false],
  ["connect:Batch(.*)", false],
  ["", false],
])("knows a pattern by its form: %j", (text, is) => {
  expect(isActionPattern(text)).toBe(is);
});
