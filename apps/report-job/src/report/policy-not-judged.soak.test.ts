import { join } from "node:path";
import { COUNT_METRICS, type Policy, parsePolicy } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import { referencesOf, usePastRuns } from "../history/past-runs.test-support.ts";
import { reportMessage } from "../notify/report-message.ts";
import { TELLER } from "../notify/teller.test-support.ts";
import { aSearch } from "../testing/scope-run.ts";
import { scriptedReferenceSource } from "../testing/scripted-sources.ts";
import type { RuleReport } from "./policy-schema.ts";
import { aFile, anUnknown } from "./testing/build-state.ts";
import { useReportFolder } from "./testing/report-folder.ts";
import { writeReport } from "./write-report.ts";

const here = useReportFolder();
const past = usePastRuns();

function policyOf(rules: readonly string[]): Policy {
  const parsed = parsePolicy(rules.map((rule, index) => ({ name: `r${index}`, rule })));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

const results = (rules: readonly RuleReport[] = []) => rules.map(({ rule, result }) => `${rule}: ${result}`);

/** Every metric that there is, against a limit that it would keep if nothing were missing. */
const EVERY_METRIC = [
  ...COUNT_METRICS.map((metric) => `${metric} > 1000`),
  "status REJECTED > 1000",
  "status NEVER_SEEN > 1000",
  "stuck older than 2h > 1000",
  "bytes > 1 GiB",
  "files grew over 1000",
  "bytes shrank over 1 GiB",
];
const FULL = { sweep: 1 };

describe("a threshold that cannot be judged", () => {
  it("is never kept, whatever its metric, where the search did not end, a scope is missing, or has another slot's answers", async () => {
    const outcomes = [aFile("f1"), aFile("f2", { file_status: "REJECTED" })];
    const policy = policyOf(EVERY_METRIC);
    const rules = {
      learnLimits: false,
      requiredTags: ["t"],
      maxFileSizeBytes: 9_000,
      allowedExtensions: ["pdf"],
      filesPerCase: { most: 9, warnAtShare: 1 },
    };
    await here.state("main", { outcomes, run: FULL });
    await here.state("unsearched", { outcomes, run: { ...FULL, discovery_finished: false } });
    await here.state("earlier", { outcomes, run: { ...FULL, slot: "2026-11-23", status: "complete" } });
    for (const scopeNames of [["unsearched"], ["main", "nowhere"], ["main", "earlier"]]) {
      const folder = join(here.path, scopeNames.join("-"));
      const { report } = await here.write({ policy, rules, scopeNames, folder });
      expect(report.status).toBe("partial");
      expect(results(report.policy?.rules)).toEqual(report.policy?.rules.map(({ rule }) => `${rule}: unknown`));
      for (const { why } of report.policy?.rules ?? []) expect(why).toMatch(/^[A-Z].*\.$/);
    }
  });

  it("is kept in the same words where nothing is missing", async () => {
    await here.state("main", { outcomes: [aFile("f1")], run: FULL });
    const without = EVERY_METRIC.filter((rule) => !/grew|shrank|missing-tags|extension/.test(rule));
    const { report } = await here.write({ policy: policyOf(without) });
    expect(results(report.policy?.rules)).toEqual(report.policy?.rules.map(({ rule }) => `${rule}: kept`));
  });

  it("is one about anything that may be true of the files that nothing was learned of", async () => {
    const unknown = [anUnknown("f2", "failed"), anUnknown("f3", "deferred")];
    await here.state("main", { outcomes: [aFile("f1"), ...unknown], run: FULL });
    const told = async (...rules: string[]) =>
      results((await here.write({ policy: policyOf(rules) })).report.policy?.rules);
    expect(
      await told("vanished > 1", "vanished > 2", "rejected > 1", "stuck > 2", "status X > 1", "too-large > 1"),
    ).toEqual([
      "vanished > 1: unknown",
      "vanished > 2: kept",
      "rejected > 1: unknown",
      "stuck > 2: kept",
      "status X > 1: unknown",
      "too large > 1: unknown",
    ]);
  });

  it("is one about sizes where files have none, and what a rule that nobody set would find", async () => {
    await here.state("main", { outcomes: [aFile("f1"), aFile("f2", { file_size_bytes: null })], run: FULL });
    const policy = policyOf(["bytes > 1 GiB", "bytes > 900", "too-large > 0", "too-large > 1", "missing-tags > 0"]);
    expect(results((await here.write({ policy })).report.policy?.rules)).toEqual([
      "bytes > 1 GiB: unknown",
      "bytes > 900 B: crossed",
      "too large > 0: unknown",
      "too large > 1: kept",
      "missing tags > 0: unknown",
    ]);
  });

  it("is one about what has vanished, but where a search for all files came to its end in this run", async () => {
    const policy = policyOf(["vanished > 0", "vanished > 5"]);
    const told = async (slot: string) => {
      const scopes = [past.scope()];
      const input = { slot, scopes, folder: here.path, generatedAt: new Date("2026-11-24T06:02:06Z"), policy };
      const publication = await writeReport({ ...input, stuckAfterSeconds: 3600 });
      if (publication.kind !== "written") throw new Error(publication.kind);
      const { report } = publication;
      return {
        status: report.status,
        rules: results(report.policy?.rules),
        message: reportMessage(publication, 0, TELLER),
      };
    };
    const search = (...ids: readonly string[]) => {
      const references = referencesOf(Object.fromEntries(ids.map((id) => [id, {}])));
      const dated = references.map((reference) => ({ ...reference, associationTime: "2026-10-31T06:00:00.000Z" }));
      return aSearch(scriptedReferenceSource([{ references: dated, irregularities: [], resumeToken: "end" }]));
    };
    await past.run(0, { "a-1": {}, "a-2": {} }, { references: search("a-1", "a-2") });
    expect((await told("2026-11-01")).rules).toEqual(["vanished > 0: kept", "vanished > 5: kept"]);
    // A day later new files alone are searched for.
    const freshness = { recheckAfterSeconds: 30 * 86_400, full: false };
    await past.run(1, { "a-1": {} }, { freshness, references: search() });
    const blind = await told("2026-11-02");
    expect(blind).toMatchObject({ status: "complete", rules: ["vanished > 0: unknown", "vanished > 5: unknown"] });
    const why = "No search for all files came to its end in this run, and nothing else finds that files are gone.";
    expect(blind.message).toMatchObject({
      crossed: [],
      notJudged: [{ name: "r0", rule: "vanished > 0", why }, { name: "r1" }],
    });
    await past.run(2, { "a-1": {} }, { references: search("a-1") });
    expect((await told("2026-11-03")).rules).toEqual(["vanished > 0: crossed", "vanished > 5: kept"]);
  });
});
