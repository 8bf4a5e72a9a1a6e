import { describe, expect, it } from "vitest";
import type { Breakdown } from "./breakdowns-schema.ts";
import { aFile, anUnknown, SLOT } from "./testing/build-state.ts";
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

  it("gather what does not fit in one row of others, and never the files without a value", async () => {
    const outcomes = Array.from({ length: 30 }, (_, index) =>
      aFile(`f${index}`, {
        created_by: index < 6 ? "busy" : index < 29 ? `user ${index}` : null,
        created_by_kind: index < 29 ? "ConnectUserArn" : null,
        file_name:
          index < 6 ? `scan.${index % 2 === 0 ? "PDF" : "pdf"}` : index < 29 ? `a.b.x${index}` : "no extension",
        tags: JSON.stringify({ [`key ${index % 29}`]: "", [`key ${(index + 1) % 29}`]: "" }),
      }),
    );
    await here.state("main", { outcomes });

    const { breakdowns, totals } = await readReport(await here.write());

    expect(breakdowns.uploader.entries[0]).toEqual({
      value: "busy",
      kind: "ConnectUserArn",
      files: 6,
      sizeBytes: 6000,
    });
    expect(pairs(breakdowns.uploader).at(-1)).toEqual([null, 1]);
    expect(breakdowns.uploader.entries).toHaveLength(13);
    expect(breakdowns.uploader.others).toEqual({ values: 12, files: 12, sizeBytes: 12_000 });
    expect(pairs(breakdowns.createdMonth)).toEqual([["2026-11", 30]]);
    expect(pairs(breakdowns.fileType ?? breakdowns.status)[0]).toEqual(["pdf", 6]);
    expect(breakdowns.fileType?.entries.at(-1)?.value).toBeNull();
    const { tagKey: _, agesAt: __, ...others } = breakdowns;
    for (const [name, breakdown] of Object.entries(others)) {
      const all = breakdown?.entries.reduce((sum, { files }) => sum + files, breakdown.others?.files ?? 0);
      expect(all, name).toBe(totals.filesDescribed);
    }
  });

  it("put ages in bands that meet without a gap, counted to the moment of the slot", async () => {
    const slot = Date.parse(SLOT);
    const ages = [-1, 0, 1, 7, 30, 90, 365, 730, 1825].map((days) => new Date(slot - days * 86_400_000).toISOString());
    const created = [
      ...ages,
      new Date(slot - 86_399_999).toISOString(),
      new Date(slot + 1).toISOString(),
      "soon",
      null,
    ];
    await here.state("main", {
      outcomes: created.map((creation_time, index) => aFile(`f${index}`, { creation_time })),
    });

    const { breakdowns } = await readReport(await here.write());

    expect(breakdowns.agesAt).toBe(new Date(slot).toISOString());
    expect(breakdowns.age === undefined ? [] : pairs(breakdowns.age)).toEqual([
      ["created after that moment", 2],
      ["under 1 day", 2],
      ["1 to 7 days", 1],
      ["7 to 30 days", 1],
      ["30 to 90 days", 1],
      ["90 days to 1 year", 1],
      ["1 to 2 years", 1],
      ["2 to 5 years", 1],
      ["5 years or more", 1],
      [null, 2],
    ]);
  });
});
