import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RuleReport } from "../policy-schema.ts";
import type { Report } from "../report-schema.ts";
import { aFile, anUnknown } from "../testing/build-state.ts";
import { useReportFolder } from "../testing/report-folder.ts";
import { LONGEST_SUMMARY, markdownSummary } from "./markdown-summary.ts";
import { markdownCode } from "./markdown-text.ts";

const here = useReportFolder();
const RULE: RuleReport = {
  name: "n",
  rule: "stuck older than 90m > 12345 %".padEnd(100),
  severity: "critical",
  sentence: "s",
  result: "crossed",
  value: 123_456_789_012,
  valueIsLeast: true,
  limit: 1,
  unit: "percent",
  why: "No search for all files came to its end in this run, and nothing else finds that files are gone.",
};

async function aReport(): Promise<{ readonly report: Report; readonly text: string }> {
  await here.state("main", {
    outcomes: [
      aFile("f1"),
      aFile("f2", { file_status: "REJECTED" }),
      aFile("f3", { file_status: "`<script>`" }),
      anUnknown("f4", "deferred"),
    ],
    run: { trouble_code: "Evil`", trouble_message: "[click](http://evil.example) <!channel> @here\n# big\u202e" },
  });
  const { report, paths } = await here.write();
  return { report, text: await readFile(paths.summary, "utf8") };
}

describe("summary.md", () => {
  it("says the status first, then why, what needs a person, and the numbers", async () => {
    const { text } = await aReport();

    const places = [
      "**Partial.**",
      "1 file: the run ended",
      "**2 files need a person**",
      "- rejected: 1. Ask",
      "- Files known: 4, in 1 scope",
    ].map((part) => text.indexOf(part));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(text).toContain("- unknown-status: 1. ");
    expect(text).not.toContain("- stuck");
  });

  it("tells the size as the page does, and why files are not known", async () => {
    const { text } = await aReport();
    expect(text).toContain(
      "- Described: 3, together 2,000 bytes without the 1,000 of rejected files, which are deleted",
    );
    expect(text).toContain("- Not known: 1 (1 is left for the next run)");
  });

  it("shows strangers' text as code, in one line", async () => {
    const { text } = await aReport();

    const [line = ""] = text.split("\n").filter((one) => one.includes("evil.example"));
    expect(line).toMatch(/^- `main`: `[^`]+`$/);
    expect(line).toContain("Evil'");
    expect(line).toContain("\\u000A# big\\u202E");
  });

  it("tells crossed thresholds, the worst first, then those that cannot be judged, and none that is kept", async () => {
    const { report } = await aReport();
    const rules = [
      { ...RULE, name: "fine", result: "kept" as const },
      { ...RULE, name: "blind", rule: "vanished > 0", result: "unknown" as const, value: null, why: "Nobody looked." },
      { ...RULE, name: "soft", severity: "info" as const },
      { ...RULE, name: "hard", rule: "rejected > 0", sentence: "[x](http://evil)", value: 1, unit: "count" as const },
    ];
    const text = markdownSummary({ ...report, policy: { rules, worst: "critical" } });
    const told = text.split("\n").filter((line) => /^- (critical|info|not judged)/.test(line));
    expect(told).toEqual([
      "- critical: `[x](http://evil)` (`hard`: `rejected > 0`, and it is at least 1)",
      expect.stringMatching(/^- info: `s` \(`soft`: /),
      "- not judged: Nobody looked. (`blind`: `vanished > 0`, and it is not known)",
    ]);
    expect(text).not.toContain("`fine`");
    expect(markdownSummary(report)).not.toContain("Thresholds");
  });

  it("tells the rule once of a threshold that has no sentence of its own", async () => {
    const { report } = await aReport();
    const rule = { ...RULE, name: "hard", rule: "rejected > 0", value: 1, unit: "count" as const };
    const rules = [{ ...rule, sentence: rule.rule }];
    expect(markdownSummary({ ...report, policy: { rules, worst: "critical" } })).toContain(
      "- critical: `rejected > 0` (`hard`, and it is at least 1)\n",
    );
  });

  it("fits in a message, however much there is to say", async () => {
    const { report } = await aReport();
    const many = fc.array(
      fc.record({
        scope: fc.string({ unit: "binary", maxLength: 200 }),
        text: fc.string({ unit: "binary", size: "max", maxLength: 600 }),
      }),
      { maxLength: 12 },
    );
    const rules = fc
      .array(
        fc.record({
          result: fc.constantFrom("crossed" as const, "unknown" as const),
          sentence: fc.string({ unit: "binary", size: "max", maxLength: 300 }),
          name: fc.string({ unit: "binary", maxLength: 100 }),
        }),
        { maxLength: 12 },
      )
      .map((some) => some.map((rule) => ({ ...RULE, ...rule })));
    const text = fc.string({ unit: "binary", size: "max", maxLength: 600 });
    const places = fc.array(fc.tuple(text, text), { maxLength: 6 });
    fc.assert(
      fc.property(many, fc.integer({ min: 0, max: 40 }), rules, places, (reasons, kinds, policyRules, moved) => {
        const whyNotComplete = reasons.map((reason) => ({ ...reason, code: "run-partial" as const, files: null }));
        const problems = Array.from({ length: kinds }, () => ({
          problem: "rejected",
          rows: 123_456_789,
          meaning: "",
          whatToDo: "x".repeat(150),
        }));
        const policy = { rules: policyRules, worst: null };
        const scopes = moved.flatMap(([before, now]) =>
          report.scopes.map((scope) => ({
            ...scope,
            run: scope.run && { ...scope.run, placeChange: { slot: "s", before, now } },
          })),
        );
        expect(markdownSummary({ ...report, scopes, whyNotComplete, problems, policy }).length).toBeLessThanOrEqual(
          LONGEST_SUMMARY,
        );
      }),
      { numRuns: 40, seed: 20261124 },
    );
  });

  it("gives as much of a text as there is room for, and never a backtick or half a character", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("`", "a", "\u{1F600}", "\n", "\u202e", " ", "\ud800"), maxLength: 30 }),
        fc.integer({ min: 1, max: 40 }),
        (text, longest) => {
          const code = markdownCode(text, longest);
          expect(code).toMatch(/^`[^`\p{Cc}\p{Cs}\u202e]+`$/u);
          expect(code.length - 2).toBeLessThanOrEqual(longest);
        },
      ),
      { numRuns: 300, seed: 20261124 },
    );
    expect(markdownCode("abcdef", 4)).toBe("`abc…`");
    expect(markdownCode("", 4)).toBe("` `");
  });
});
