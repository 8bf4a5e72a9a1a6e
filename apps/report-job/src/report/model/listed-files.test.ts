import { describe, expect, it } from "vitest";
import type { ProblemSample, ProblemSamples } from "../query/problem-samples.ts";
import { listedFiles } from "./listed-files.ts";
import { FILE_PROBLEMS, type FileProblem } from "./problem-words.ts";

function row(fileId: string, change: Partial<ProblemSample> = {}): ProblemSample {
  return {
    scope: "main",
    instanceId: "i",
    associatedResourceArn: "arn",
    fileId,
    fileName: null,
    fileStatus: null,
    sizeBytes: null,
    creationTime: null,
    createdAt: null,
    associatedAt: null,
    checkedAt: null,
    createdBy: null,
    errorCode: null,
    errorMessage: null,
    problems: [],
    ...change,
  };
}

function samples(rows: Partial<Record<FileProblem, readonly ProblemSample[]>>): ProblemSamples {
  const none = FILE_PROBLEMS.map((problem) => [problem, []] as const);
  return { ...(Object.fromEntries(none) as unknown as ProblemSamples), ...rows };
}

const everything = () => true;
const idsOf = (rows: readonly ProblemSample[]) => rows.map(({ fileId }) => fileId);

describe("the listed files", () => {
  it("stand by problem, each problem's in its own order", () => {
    const rows = samples({ refused: [row("c")], rejected: [row("b"), row("a")] });
    expect(idsOf(listedFiles(rows, everything))).toEqual(["b", "a", "c"]);
  });

  it("hold a file with two problems once, and files of two scopes with one id twice", () => {
    const rows = samples({ rejected: [row("a"), row("a", { scope: "other" })], "unknown-status": [row("a")] });
    expect(listedFiles(rows, everything).map(({ scope, fileId }) => [scope, fileId])).toEqual([
      ["main", "a"],
      ["other", "a"],
    ]);
  });

  it("are of every problem, however many one of them has", () => {
    const many = Array.from({ length: 50 }, (_, index) => row(`r${index}`));
    const rows = samples({ rejected: many, stuck: [row("s1"), row("s2"), row("s3")], refused: [row("f1")] });
    expect(idsOf(listedFiles(rows, (_, listed) => listed < 6))).toEqual(["r0", "r1", "r2", "s1", "s2", "f1"]);
  });

  it("leave out files that the run merely learned nothing of", () => {
    expect(listedFiles(samples({ deferred: [row("d")], "call-failed": [row("c")] }), everything)).toEqual([]);
  });
});
