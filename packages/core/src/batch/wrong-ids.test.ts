import { expect, it } from "vitest";
import type { Issue } from "../validation/result.ts";
import { parseMetadataRequest } from "./metadata-request.ts";

function issuesOf(fileIds: unknown[]): readonly Issue[] {
  const associatedResourceArn = "arn:aws:cases:us-east-1:123456789012:domain/d/case/c";
  const result = parseMetadataRequest({ instanceId: "i", associatedResourceArn, fileIds });
  return result.ok ? [] : result.issues;
}

it("tells 100 wrong file ids one by one, and nothing more", () => {
  const issues = issuesOf(Array(100).fill(""));
  expect(issues.map(({ path }) => path)).toEqual(Array.from({ length: 100 }, (_, index) => `fileIds[${index}]`));
});

it("tells the first 100 of 10,000 wrong ids, that there are too many, and where it stopped", () => {
  const issues = issuesOf(Array(10_000).fill(""));
  expect(issues).toHaveLength(102);
  expect(issues.slice(0, 3)).toEqual([
    { path: "fileIds", expected: "a list of 1 to 100 file ids", received: "a list of 10000" },
    {
      path: "fileIds",
      expected: "no wrong ids",
      received: "100 wrong ids, and those from fileIds[100] on were not looked at",
    },
    { path: "fileIds[0]", expected: "a text of 1 to 256 characters", received: '0 characters: ""' },
  ]);
  expect(issues.at(-1)?.path).toBe("fileIds[99]");
});

it("counts wrong ids and not all of them: a wrong one behind thousands of good ones is told", () => {
  expect(issuesOf([...Array(5000).fill("f"), ""]).map(({ path }) => path)).toEqual(["fileIds", "fileIds[5000]"]);
});

it("does not walk through a list that only claims to be endless", () => {
  expect(issuesOf(Array(2 ** 32 - 1))).toHaveLength(102);
});
