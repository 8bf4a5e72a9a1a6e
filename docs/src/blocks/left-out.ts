import type { CodeBlock } from "./code-block.ts";

/** A block that no test runs, and why. It is checked as far as its language is, unless it says otherwise. */
export interface LeftOut {
  readonly page: string;
  /** Something that stands in this block, and in no other of the page. */
  readonly holds: string;
  readonly reason: string;
}

/** Blocks that no check can judge. */
export const NOT_CHECKED: readonly LeftOut[] = [
  { page: "docs/deploy/kubernetes.md", holds: "kube_job_failed{", reason: "is the language of Prometheus" },
  {
    page: "docs/report-job.md",
    holds: "main: asking for metadata: 1,234 of 5,678 files",
    reason: "a line of progress, as an example: its parts are those of step-text.test.ts",
  },
];

/** Blocks that are not run. What is not in this list is run, and has to end well. */
export const NOT_RUN: readonly LeftOut[] = [
  ...["make-zip.mjs --config attached-files.yaml --arch", "--tarballs"].map((holds) => ({
    page: "docs/deploy/lambda.md",
    holds,
    reason: "packs the checkout for minutes; run by apps/report-job/slow/deploy-lambda.soak.test.ts",
  })),
  {
    page: "docs/deploy/lambda.md",
    holds: "try-the-zip.mjs",
    reason: "needs the zip; run by apps/report-job/slow/deploy-lambda.soak.test.ts",
  },
  ...["ended.json", "ended-versions.txt", "old.json > back.json"].map((holds) => ({
    page: "docs/deploy/state-on-s3.md",
    holds,
    reason: "changes a state in a bucket; run by apps/report-job/slow/by-hand.soak.test.ts",
  })),
  {
    page: "docs/deploy/state-on-s3.md",
    holds: "--state-folder look/state",
    reason:
      "reads a state in the reader's bucket; another machine does in apps/report-job/slow/state-on-s3.soak.test.ts",
  },
  {
    page: "docs/report-job.md",
    holds: "/run/secrets/redact-key",
    reason: "reads a secret that is on the reader's machine alone",
  },
  {
    page: "docs/report-job.md",
    holds: "read_parquet('s3://",
    reason: "reads a bucket, and a query of ours reads states alone",
  },
  { page: "docs/report-job.md", holds: "CREATE EXTERNAL TABLE", reason: "is the language of Athena and Trino" },
  { page: "packages/core/README.md", holds: "parseMetadataAnswer", reason: "run by packages/core/src/readme.test.ts" },
  ...["let freeAt = 0", "source.discover()", "fake.listen(); // for any", 'fileSourceSuite("my'].map((holds) => ({
    page: "packages/adapters/README.md",
    holds,
    reason: "run by packages/adapters/src/readme.test.ts, with the centre that it speaks of",
  })),
];

export function isOne({ page, code }: CodeBlock, list: readonly LeftOut[]): boolean {
  return list.some((each) => each.page === page && code.includes(each.holds));
}

/** Entries that do not name exactly one block: the page was changed, and the entry has to go or to be mended. */
export function pointless(list: readonly LeftOut[], blocks: readonly CodeBlock[]): readonly string[] {
  return list
    .filter((each) => blocks.filter((block) => isOne(block, [each])).length !== 1)
    .map(({ page, holds }) => `${page}: ${holds}`);
}
