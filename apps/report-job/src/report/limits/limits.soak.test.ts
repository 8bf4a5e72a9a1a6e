import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { DEFAULT_FILE_RULES } from "../file-rules.ts";
import { aFile, INSTANCE, type OutcomeRow } from "../testing/build-state.ts";
import { readCsv } from "../testing/read-back.ts";
import { readReport, useReportFolder } from "../testing/report-folder.ts";
import type { ReportInput } from "../write-report.ts";

const here = useReportFolder();
const CONTACT = `arn:aws:connect:eu-central-1:123456789012:instance/${INSTANCE}/contact/ct-1`;

function configuration(attachmentScope: string, maximumSizeLimitInBytes: number | string, allowedExtensions: string[]) {
  return { attachmentScope, maximumSizeLimitInBytes, allowedExtensions };
}

const LEARNT = JSON.stringify([
  configuration("EMAIL", 2000, ["pdf", "eml"]),
  configuration("CHAT", 500, ["pdf"]),
  configuration("CASE", 1000, ["PDF", "7z", "p7-m"]),
  configuration("TASK", 900, ["csv"]),
]);

/** A row of what a state knows of an instance's limits. */
function limitsRow(answer: string, code: string | null, learnt: string | null, run = 1, instance = INSTANCE): string {
  const text = (value: string | null) => (value === null ? "NULL" : `'${value}'`);
  const learntAt = learnt === null ? null : run === 1 ? "2026-11-24 06:00:01" : "2026-11-20 06:00:01";
  return `INSERT INTO instance_limits VALUES ('${instance}', ${run}, '2026-11-24 06:00:01', '${answer}', ${text(code)},
    NULL, ${text(learntAt)}, ${text(learnt)})`;
}

function sized(fileId: string, bytes: number, change: OutcomeRow = {}): OutcomeRow {
  return aFile(fileId, { file_size_bytes: BigInt(bytes), ...change });
}

function named(fileId: string, name: string, change: OutcomeRow = {}): OutcomeRow {
  return aFile(fileId, { file_name: name, ...change });
}

const onContact = { associated_resource_arn: CONTACT };

/** Files on both sides of each limit; those on contacts come first, as their ARNs do not sort behind those of cases. */
const OUTCOMES: readonly OutcomeRow[] = [
  sized("a1", 1000),
  sized("a2", 1001),
  sized("a3", 1001, { file_use_case_type: null }),
  sized("a4", 1001, { file_use_case_type: "VOICE_RECORDING" }),
  sized("a5", 104_857_601, { file_use_case_type: "VOICE_RECORDING" }),
  named("b1", "x.Pdf"),
  named("b2", "x.7Z"),
  named("b3", "x.p7-m"),
  named("b4", "x.eml"),
  named("b5", "x"),
  named("b6", "x.eml", { file_use_case_type: "EMAIL_MESSAGE" }),
  sized("c1", 2000, onContact),
  sized("c2", 2001, onContact),
  named("d1", "x.csv", onContact),
  named("d2", "x.7z", onContact),
];

async function reportOf(change: Partial<ReportInput> & { scopeNames?: readonly string[] } = {}) {
  const written = await here.write(change);
  const rows = await readCsv(written.paths.problemsCsv);
  const report = await readReport(written);
  const idsOf = (problem: string) => rows.filter((row) => row.problem === problem).map((row) => row.file_id);
  const meaningOf = (problem: string) => report.problems.find((each) => each.problem === problem)?.meaning;
  return { report, idsOf, meaningOf, page: await readFile(written.paths.page, "utf8") };
}

describe("files are held against what Amazon Connect was found to allow", () => {
  it("by scope, by what they are attached to and by what they are for; and the report says so", async () => {
    await here.state("main", { outcomes: OUTCOMES, sql: [limitsRow("learnt", null, LEARNT)] });
    // What one scope allows says nothing of another.
    await here.state("other", {
      outcomes: [sized("o1", 2001), named("o2", "o2.exe")],
      sql: [limitsRow("not-permitted", "AccessDeniedException", null)],
    });
    await here.state("older", {
      outcomes: [sized("p1", 104_857_601), named("p2", "p2.exe")],
      schemaVersion: 4,
      sql: ["DROP TABLE instance_limits"],
    });

    const { report, idsOf, meaningOf, page } = await reportOf({ scopeNames: ["main", "older", "other"] });

    expect(idsOf("too-large")).toEqual(["a2", "a3", "a5", "c2", "p1"]);
    expect(idsOf("extension-not-allowed")).toEqual(["b4", "b5", "d2"]);
    expect(meaningOf("too-large")).toContain("between 1,000 bytes and 104,857,600 bytes");
    expect(meaningOf("extension-not-allowed")).toContain("allowed where it is attached");
    const ofCases = { attachedTo: "case", maxFileSizeBytes: 1000, allowedExtensions: ["7z", "p7-m", "pdf"] };
    const ofContacts = { attachedTo: "contact", maxFileSizeBytes: 2000, allowedExtensions: ["csv", "eml", "pdf"] };
    const byDefault = {
      ...{ maxFileSizeBytes: 104_857_600, maxFileSizeFrom: "default" },
      ...{ allowedExtensions: null, allowedExtensionsFrom: "default" },
    };
    expect(report.limits).toMatchObject([
      {
        scope: "main",
        instanceId: INSTANCE,
        answer: "learnt",
        learntAt: "2026-11-24T06:00:01.000Z",
        learnt: [
          {},
          {},
          { attachmentScope: "CASE", maxFileSizeBytes: 1000, allowedExtensions: ["PDF", "7z", "p7-m"] },
          {},
        ],
        standing: [
          { ...ofCases, maxFileSizeFrom: "learnt", allowedExtensionsFrom: "learnt" },
          { ...ofContacts, maxFileSizeFrom: "learnt", allowedExtensionsFrom: "learnt" },
        ],
      },
      { scope: "older", instanceId: null, answer: "not-asked", askedAt: null, standing: [byDefault, byDefault] },
      { scope: "other", answer: "not-permitted", code: "AccessDeniedException", standing: [byDefault, byDefault] },
    ]);
    expect(page).toMatch(/id="limits"/);
    expect(page).toMatch(/may not be asked what it allows \(connect:ListAttachedFilesConfigurations\)/);
    expect(page).toContain("7z, p7-m, pdf");
  });

  it("unless the configuration says otherwise, which goes before", async () => {
    await here.state("main", { outcomes: OUTCOMES, sql: [limitsRow("learnt", null, LEARNT)] });

    const rules = { ...DEFAULT_FILE_RULES, maxFileSizeBytes: 1500 };
    const { report, idsOf, meaningOf } = await reportOf({ rules });

    expect(idsOf("too-large")).toEqual(["a5", "c1", "c2"]);
    expect(idsOf("extension-not-allowed")).toEqual(["b4", "b5", "d2"]);
    expect(meaningOf("too-large")).toBe("Larger than 1,500 bytes, the limit that is configured for this report.");
    expect(report.rules?.maxFileSizeBytes).toBe(1500);
    expect(report.limits?.[0]?.standing).toMatchObject([
      { maxFileSizeBytes: 1500, maxFileSizeFrom: "configured", allowedExtensionsFrom: "learnt" },
      { maxFileSizeBytes: 1500, maxFileSizeFrom: "configured", allowedExtensionsFrom: "learnt" },
    ]);
  });

  it("as it was found before, where this run could not learn it; and the names may be redacted", async () => {
    const instances = ["11111111-0000-4000-8000-000000000000", INSTANCE];
    await here.state("main", {
      outcomes: [
        named("f0", "f0.exe", { instance_id: instances[0] ?? "" }),
        named("f1", "Ann.p7-m"),
        named("f2", "f2.exe"),
      ],
      sql: [limitsRow("failed", "ThrottlingException", LEARNT)],
      run: { number: 1 },
    });
    const redaction = { kinds: ["names"] as const, key: "0123456789abcdef" };

    const { report, idsOf, page } = await reportOf({ redaction });

    // Nobody asked the first instance.
    expect(idsOf("extension-not-allowed")).toEqual(["f2"]);
    expect(report.limits).toMatchObject([
      {
        instanceId: INSTANCE,
        answer: "failed",
        code: "ThrottlingException",
        standing: [{ maxFileSizeBytes: 1000 }, {}],
      },
      { instanceId: null, answer: "not-asked", standing: [{ maxFileSizeBytes: 104_857_600 }, {}] },
    ]);
    expect(page).toContain("What it told before still stands.");
    expect(page).toContain("instances not asked");
  });

  it("only where that is wanted, and says of another run's question that it was not this one's", async () => {
    const content = { outcomes: [sized("f1", 1001)], sql: [limitsRow("learnt", null, LEARNT, 7)] };
    await here.state("main", content);

    const wanted = await reportOf();
    const unwanted = await reportOf({ rules: { ...DEFAULT_FILE_RULES, learnLimits: false } });

    expect([wanted.idsOf("too-large"), unwanted.idsOf("too-large")]).toEqual([["f1"], []]);
    const earlier = { answer: "not-asked", askedAt: null, learntAt: "2026-11-20T06:00:01.000Z" };
    expect(wanted.report.limits).toMatchObject([earlier]);
    expect(unwanted.report.limits).toMatchObject([{ answer: "not-asked", learntAt: null, learnt: [] }]);
  });
});

it("what an instance tells in strange characters is a pattern of itself, and harmless", async () => {
  const strange = [configuration("CASE", "9223372036854775807", ["tar.gz", "a|b", "p'f", "<b>\u202e"])];
  await here.state("main", {
    outcomes: [
      named("f1", "x.TAR.gz"),
      named("f2", "x.tarXgz"),
      named("f3", "x.a|b"),
      named("f4", "x.a"),
      named("f5", "x.p'f"),
    ],
    sql: [limitsRow("learnt", null, JSON.stringify(strange).replaceAll("'", "''"))],
  });

  const { report, idsOf, page } = await reportOf();

  expect(idsOf("extension-not-allowed")).toEqual(["f2", "f4"]);
  expect(report.limits?.[0]?.standing[0]).toMatchObject({
    maxFileSizeBytes: "9223372036854775807",
    allowedExtensions: ["<b>\u202e", "a|b", "p'f", "tar.gz"],
  });
  expect(page).not.toContain("\u202e");
  expect(page).toContain("\\u{3C}b\\u{3E}\\u{202E}");
});
