import { describe, expect, it } from "vitest";
import type { Breakdown } from "./report-schema.ts";
import { aFile, anUnknown } from "./testing/build-state.ts";
import { readReport, useReportFolder } from "./testing/report-folder.ts";

const here = useReportFolder();

function pairs({ entries }: Breakdown): (readonly [string | null, number])[] {
  return entries.map(({ value, files }) => [value, files] as const);
}

describe("the breakdowns", () => {
  it("count statuses and use cases that nobody knows under their own names, and those that are absent", async () => {
    await here.state("main", {
      outcomes: [
        aFile("f1"),
        aFile("f2", { file_status: "UPLOAD_EXPIRED", file_use_case_type: "FAX" }),
        aFile("f3", { file_status: "__proto__" }),
        aFile("f4", { file_status: null, file_use_case_type: null }),
        anUnknown("f5", "unanswered"),
      ],
    });

    const { breakdowns } = await readReport(await here.write());

    expect(pairs(breakdowns.status)).toEqual([
      ["APPROVED", 1],
      ["UPLOAD_EXPIRED", 1],
      ["__proto__", 1],
      [null, 1],
    ]);
    expect(pairs(breakdowns.useCase)).toEqual([
      ["ATTACHMENT", 2],
      ["FAX", 1],
      [null, 1],
    ]);
  });

  it("put sizes in bands that meet without a gap", async () => {
    const sizes = [
      -1n,
      0n,
      1n,
      10_239n,
      10_240n,
      102_400n,
      1_048_576n,
      10_485_760n,
      20_971_520n,
      20_971_521n,
      104_857_600n,
      104_857_601n,
    ];
    await here.state("main", {
      outcomes: [...sizes, null].map((size, index) => aFile(`f${index}`, { file_size_bytes: size })),
    });

    const { breakdowns, totals } = await readReport(await here.write());

    expect(pairs(breakdowns.sizeBand)).toEqual([
      ["below 1 byte", 2],
      ["under 10 KiB", 2],
      ["10 to 100 KiB", 1],
      ["100 KiB to 1 MiB", 1],
      ["1 to 10 MiB", 1],
      ["10 to 20 MiB", 2],
      ["20 to 100 MiB", 2],
      ["over 100 MiB", 1],
      [null, 1],
    ]);
    expect(totals.filesWithoutSize).toBe(1);
  });

  it("count tag keys, and no key of tags that are unreadable", async () => {
    await here.state("main", {
      outcomes: [
        aFile("f1", { tags: '{"team":"a","kind":"b"}' }),
        aFile("f2", { tags: '{"team":""}' }),
        aFile("f3", { tags: '{"half \\ud800":"x"}' }),
        aFile("f4", { tags: "{}" }),
      ],
    });

    const { breakdowns } = await readReport(await here.write());

    expect(pairs(breakdowns.tagKey)).toEqual([
      ["team", 2],
      [null, 2],
      ["kind", 1],
    ]);
  });

  it("gather what does not fit in one row of others", async () => {
    const outcomes = Array.from({ length: 30 }, (_, index) =>
      aFile(`f${index}`, { created_by: index < 6 ? "busy" : `user ${index}` }),
    );
    await here.state("main", { outcomes });

    const { breakdowns } = await readReport(await here.write());

    expect(breakdowns.uploader.entries).toHaveLength(12);
    expect(breakdowns.uploader.entries[0]).toEqual({
      value: "busy",
      kind: "ConnectUserArn",
      files: 6,
      sizeBytes: 6000,
    });
    expect(breakdowns.uploader.others).toEqual({ values: 13, files: 13, sizeBytes: 13_000 });
    expect(pairs(breakdowns.createdMonth)).toEqual([["2026-11", 30]]);
  });
});
