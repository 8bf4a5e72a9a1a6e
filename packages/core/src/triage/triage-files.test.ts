import { describe, expect, it } from "vitest";
import { type TriagedFile, triageFiles } from "./triage-files.ts";
import { batchOf, DAY_MS, MINUTE_MS, NOON_MS, quietMonth } from "./triaged-files.test-support.ts";

const HOUR_MS = 60 * MINUTE_MS;
const kinds = (files: readonly TriagedFile[]): readonly string[] => triageFiles(files).map(({ kind }) => kind);
const outage = (change: Partial<Parameters<typeof batchOf>[0]> = {}): TriagedFile[] =>
  batchOf({ files: 60, fromMs: NOON_MS, overMs: 90 * MINUTE_MS, rejected: 54, ...change });

describe("a spike across many uploaders and types", () => {
  it("is a likely outage of the scanner, with when, how many of how many, of whom, and what is usual", () => {
    expect(triageFiles([...quietMonth(), ...outage()])).toEqual([
      {
        kind: "scanner-outage",
        span: { fromMs: NOON_MS, toMs: NOON_MS + 90 * MINUTE_MS },
        created: 60,
        rejected: 54,
        uploaders: 7,
        fileTypes: 5,
        withoutUploader: 0,
        usual: { created: 3000, rejected: 90 },
      },
    ]);
  });

  it.each<[string, readonly TriagedFile[], string]>([
    ["at midnight", outage({ fromMs: Date.UTC(2026, 10, 24, 23, 30), overMs: HOUR_MS }), "scanner-outage"],
    ["at the turn of the year", outage({ fromMs: Date.UTC(2026, 11, 31, 23), overMs: 2 * HOUR_MS }), "scanner-outage"],
    ["before 1970", outage({ fromMs: -90 * MINUTE_MS }), "scanner-outage"],
    ["that lets half of the files through", outage({ rejected: 30 }), "scanner-outage"],
    ["of ten files", outage({ files: 10, rejected: 10, overMs: 40 * MINUTE_MS }), "scanner-outage"],
    ["of a whole day, few files at a time", outage({ files: 24, rejected: 22, overMs: DAY_MS }), "scanner-outage"],
    ["of pdf files, because no other type came", outage({ types: 1 }), "scanner-outage"],
    ["of three uploaders", outage({ uploaders: 3 }), "scanner-outage"],
    ["of nobody knows whom", outage().map((file) => ({ ...file, uploader: undefined })), "scanner-outage"],
    ["of files without an extension", outage().map((file) => ({ ...file, fileType: undefined })), "scanner-outage"],
    ["of two uploaders", outage({ uploaders: 2 }), "uploader-cluster"],
  ])("is found %s", (_what, spike, kind) => {
    expect(kinds([...quietMonth(), ...spike])).toEqual([kind]);
  });

  it("is told once where it goes on past midnight, and begins and ends by the quarter of an hour", () => {
    const fromMs = Date.UTC(2026, 10, 24, 23, 5);
    const spans = triageFiles([...quietMonth(), ...outage({ fromMs, overMs: 100 * MINUTE_MS })]).map(
      ({ span }) => span,
    );
    expect(spans).toEqual([{ fromMs: Date.UTC(2026, 10, 24, 23), toMs: Date.UTC(2026, 10, 25, 0, 45) }]);
  });

  it("is told twice where a quiet day lies between, the later first", () => {
    const findings = triageFiles([
      ...quietMonth(),
      ...outage(),
      ...outage({ fromMs: NOON_MS - 3 * DAY_MS + 7 * HOUR_MS }),
    ]);
    expect(findings.map(({ span }) => span?.fromMs)).toEqual([NOON_MS, NOON_MS - 3 * DAY_MS + 7 * HOUR_MS]);
  });

  it("leaves the busy hours around it out, though a day with it has many rejections", () => {
    const busy = batchOf({ files: 40, fromMs: NOON_MS - 6 * HOUR_MS, overMs: 12 * HOUR_MS, rejected: 0 });
    const [finding] = triageFiles([...quietMonth(), ...busy, ...outage({ files: 80, rejected: 80, overMs: HOUR_MS })]);
    expect(finding?.span).toEqual({ fromMs: NOON_MS, toMs: NOON_MS + HOUR_MS });
  });
});

describe("a tiny contact centre", () => {
  it("whose every file was ever rejected, of three people, has a scanner that never worked", () => {
    const files = batchOf({ files: 12, fromMs: NOON_MS, overMs: 3 * DAY_MS, rejected: 12, uploaders: 3 });
    expect(triageFiles(files)).toMatchObject([{ kind: "scanner-outage", rejected: 12, created: 12, usual: undefined }]);
  });

  it("with nine files, all rejected, has nothing that its list of nine does not say", () => {
    expect(kinds(batchOf({ files: 9, fromMs: NOON_MS, overMs: HOUR_MS, rejected: 9 }))).toEqual([]);
  });

  it("of one person and one type, all rejected, names the person", () => {
    const files = batchOf({ files: 12, fromMs: NOON_MS, overMs: HOUR_MS, rejected: 12, uploaders: 1, types: 1 });
    expect(triageFiles(files)).toMatchObject([{ kind: "uploader-cluster", value: "agent 0", own: { rejected: 12 } }]);
  });

  it("without any file has nothing", () => {
    expect(kinds([])).toEqual([]);
  });
});

describe("rejections of one uploader", () => {
  const hers: Partial<TriagedFile> = { uploader: "careless" };

  it("in a short time are named so, with whose and how many", () => {
    const files = [...quietMonth(), ...outage({ files: 30, rejected: 30 }).map((file) => ({ ...file, ...hers }))];
    expect(triageFiles(files)).toMatchObject([
      { kind: "uploader-cluster", value: "careless", own: { created: 30, rejected: 30 }, span: { fromMs: NOON_MS } },
    ]);
  });

  it("over weeks are named so, without a time", () => {
    const many = batchOf({ files: 200, fromMs: NOON_MS - 30 * DAY_MS, overMs: 30 * DAY_MS, rejected: 150 });
    const files = [
      ...quietMonth().filter((_, index) => index % 2 === 0),
      ...many.map((file) => ({ ...file, ...hers })),
    ];
    expect(triageFiles(files)).toMatchObject([
      { kind: "uploader-cluster", value: "careless", own: { created: 200, rejected: 150 }, span: undefined },
    ]);
  });

  it("who uploads most of the files are no cluster: nobody else is rejected less", () => {
    const files = quietMonth().map((file, index) => (index % 10 === 0 ? file : { ...file, ...hers }));
    expect(kinds(files)).toEqual([]);
  });
});

describe("rejections of one type", () => {
  it("in a short time are named so, where other types pass", () => {
    const passing = outage({ files: 40, rejected: 0 });
    const exes = outage({ files: 40, rejected: 40 }).map((file) => ({ ...file, fileType: "exe" }));
    expect(triageFiles([...quietMonth(), ...passing, ...exes])).toMatchObject([
      { kind: "type-cluster", value: "exe", own: { created: 40, rejected: 40 }, created: 80, rejected: 40 },
    ]);
  });

  it("over weeks are named so", () => {
    const exes = batchOf({ files: 300, fromMs: NOON_MS - 30 * DAY_MS, overMs: 30 * DAY_MS, rejected: 150 });
    const files = [...quietMonth(), ...exes.map((file) => ({ ...file, fileType: "exe" }))];
    expect(triageFiles(files)).toMatchObject([{ kind: "type-cluster", value: "exe", span: undefined }]);
  });
});

describe("times that cannot be read", () => {
  it.each([undefined, Number.NaN, Number.POSITIVE_INFINITY])(
    "as %s make no spike, and no outage in vain",
    (createdAtMs) => {
      const files = [...quietMonth(), ...outage().map((file) => ({ ...file, createdAtMs }))];
      expect(kinds(files)).toEqual([]);
    },
  );

  it("still count where one uploader has them", () => {
    const files = outage().map((file) => ({ ...file, createdAtMs: undefined, uploader: "careless" }));
    expect(kinds([...quietMonth().slice(0, 1500), ...files])).toEqual(["uploader-cluster"]);
  });
});

it.each<[string, readonly TriagedFile[]]>([
  ["a quiet month", quietMonth()],
  ["eight rejections in an hour", [...quietMonth(), ...outage({ files: 8, rejected: 8 })]],
  ["ten rejections on a very busy day", [...quietMonth(), ...outage({ files: 400, rejected: 10, overMs: DAY_MS })]],
  [
    "a month in which a fifth is rejected each day",
    quietMonth().map((file, index) => ({ ...file, isRejected: index % 5 === 0 })),
  ],
])("%s gives nothing", (_what, files) => {
  expect(kinds(files)).toEqual([]);
});
