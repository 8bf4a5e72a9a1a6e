import { readFile } from "node:fs/promises";
import { type Policy, parsePolicy } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import { aFile, anUnknown } from "./testing/build-state.ts";
import { readReport, useReportFolder } from "./testing/report-folder.ts";

const here = useReportFolder();

function policyOf(...rules: readonly string[]): Policy {
  const parsed = parsePolicy(rules.map((rule, index) => ({ name: `r${index}`, rule })));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

const NEXT_DAY = { started_at: "2026-11-25 06:00:00", finished_at: "2026-11-25 06:02:05" };
/** Between the two reports that a change is told of. */
const LATER_THAT_DAY = { started_at: "2026-11-24 12:00:00", finished_at: "2026-11-24 12:02:05" };

describe("the thresholds of a report", () => {
  it("are held against the numbers of the report itself", async () => {
    await here.state("main", {
      outcomes: [
        aFile("f1", { file_size_bytes: 5_000n }),
        aFile("f2", { file_status: "REJECTED", file_size_bytes: 900n }),
        aFile("f3", { file_status: "PROCESSING", creation_time: "2026-11-24T03:00:00Z" }),
        aFile("f4", { file_status: "PROCESSING", creation_time: "2026-11-24T05:30:00Z" }),
        anUnknown("f5", "unanswered"),
      ],
    });
    const rules = [
      "rejected > 0",
      "rejected > 20 %",
      "stuck older than 2h > 0",
      "stuck older than 4h > 0",
      "stuck > 1",
      "status PROCESSING >= 2",
      "status NEVER_SEEN > 0",
      "bytes > 6000",
      "not described > 0",
      "needs a person >= 3",
      "vanished > 0",
      "files grew over 0",
    ];

    const { policy } = await readReport(await here.write({ policy: policyOf(...rules) }));

    expect(policy?.worst).toBe("warning");
    const told = policy?.rules.map(({ rule, result, value }) => [rule, result, value]);
    expect(told).toEqual([
      ["rejected > 0", "crossed", 1],
      ["rejected > 20 %", "kept", 20],
      ["stuck older than 2h > 0", "crossed", 1],
      ["stuck older than 4h > 0", "kept", 0],
      ["stuck > 1", "kept", 1],
      ["status PROCESSING >= 2", "crossed", 2],
      ["status NEVER_SEEN > 0", "kept", 0],
      ["bytes > 6000 B", "crossed", 7_000],
      ["not described > 0", "crossed", 1],
      ["needs a person >= 3", "crossed", 3],
      ["vanished > 0", "unknown", 0],
      ["files grew over 0", "unknown", null],
    ]);
    expect(policy?.rules.at(-1)?.why).toContain("no complete report before this one");
  });

  it("say of a partial answer only what nothing that is missing could change", async () => {
    await here.state("main", {
      outcomes: [aFile("f1", { file_status: "REJECTED" }), anUnknown("f2", "failed"), anUnknown("f3", "deferred")],
    });
    const rules = ["rejected > 0", "rejected > 1", "rejected > 3", "not known > 50 %", "bytes > 1 GiB", "deferred > 1"];

    const { policy } = await readReport(await here.write({ policy: policyOf(...rules) }));

    expect(policy?.rules.map(({ result, valueIsLeast }) => [result, valueIsLeast])).toEqual([
      ["crossed", true],
      ["unknown", true],
      ["kept", true],
      ["crossed", false],
      ["unknown", true],
      ["kept", false],
    ]);
  });

  it("know no number of files where the search did not reach its end, and nothing at all without data", async () => {
    await here.state("main", { outcomes: [aFile("f1")], run: { discovery_finished: false } });
    const policy = policyOf("files > 0", "files > 1", "not known > 0");
    const results = async (change: object) =>
      (await readReport(await here.write({ policy, ...change }))).policy?.rules.map(({ result }) => result);
    expect(await results({})).toEqual(["crossed", "unknown", "unknown"]);
    expect(await results({ scopeNames: ["main", "nowhere"] })).toEqual(["crossed", "unknown", "unknown"]);
  });

  it("tell blindness by the files that were found, where the search did not reach its end: the rest is not known either", async () => {
    const outcomes = [
      aFile("f1"),
      anUnknown("f2", "failed"),
      anUnknown("f3", "deferred"),
      anUnknown("f4", "unanswered"),
    ];
    await here.state("main", { outcomes, run: { discovery_finished: false } });
    const rules = ["not known > 1 %", "not known > 60 %", "not described > 70 %", "unanswered > 1 %"];
    const { policy } = await readReport(await here.write({ policy: policyOf(...rules) }));
    expect(policy?.rules.map(({ result, value, valueIsLeast }) => [result, value, valueIsLeast])).toEqual([
      ["crossed", 50, true],
      ["unknown", 50, true],
      ["crossed", 75, true],
      ["unknown", 0, true],
    ]);
  });

  it("compare with the report before, not with a later one, another slot's partial one or other scopes'", async () => {
    const policy = policyOf("files grew over 50 %", "bytes grew over 50 %", "files shrank over 0");
    const rules = async (change: object) => (await readReport(await here.write({ policy, ...change }))).policy?.rules;
    await here.state("main", { outcomes: [aFile("f1"), aFile("f2")] });
    await here.write({ slot: "2026-11-24T06:00:00Z" });
    // A partial one between them is passed over.
    const between = { slot: "2026-11-24T12:00:00Z", ...LATER_THAT_DAY };
    await here.state("between", { outcomes: [aFile("f1"), anUnknown("f2", "failed")], run: between });
    const partial = here.input({ scopeNames: ["between"] }).scopes.map((scope) => ({ ...scope, name: "main" }));
    const { report } = await here.write({ slot: between.slot, scopes: partial });
    expect(report.status).toBe("partial");
    await here.state("other", { outcomes: [aFile("f1")], run: { slot: "other" } });
    await here.write({ slot: "other", scopeNames: ["other"] });
    await here.state("grown", {
      outcomes: [aFile("f1"), aFile("f2"), aFile("f3"), aFile("f4", { file_size_bytes: 10_000n })],
      run: { slot: "2026-11-25", ...NEXT_DAY },
    });
    // The same scope a day later.
    const scopes = here.input({ scopeNames: ["grown"] }).scopes.map((scope) => ({ ...scope, name: "main" }));

    const told = await rules({ slot: "2026-11-25", scopes });

    expect(told?.map(({ result, value }) => [result, value])).toEqual([
      ["crossed", 100],
      ["crossed", 550],
      ["kept", -2],
    ]);
    const again = await rules({ slot: "2026-11-24T06:00:00Z" });
    expect(again?.map(({ result }) => result)).toEqual(["unknown", "unknown", "unknown"]);
  });

  it("stand near the top of the page, the worst first, with texts that are only texts", async () => {
    await here.state("main", { outcomes: [aFile("f1", { file_status: "REJECTED" })] });
    const sentence = "<script>alert(1)</script>\u202e";
    const parsed = parsePolicy([
      { name: "soft", rule: "files > 0", severity: "info", sentence: "There are files." },
      { name: "hard", rule: "rejected > 0", severity: "critical", sentence },
      { name: "fine", rule: "refused > 0" },
    ]);
    const written = await here.write({ policy: parsed.ok ? parsed.value : [] });

    const page = await readFile(written.paths.page, "utf8");

    expect(page).toContain("2 crossed, 1 kept, 0 not known, of those in the configuration.");
    expect(page).not.toMatch(/<script>alert|\u202e/);
    const places = ['id="policy"', "&lt;script>", "There are files.", "Needs a person</h2>"].map((text) =>
      page.indexOf(text),
    );
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places[0]).toBeGreaterThan(0);
    expect(written.report.policy?.worst).toBe("critical");
  });

  it("are not in a report where the configuration has none", async () => {
    await here.state("main", { outcomes: [aFile("f1")] });
    const written = await here.write();
    expect(written.report).not.toHaveProperty("policy");
    expect(await readFile(written.paths.page, "utf8")).not.toContain("Thresholds");
  });
});
