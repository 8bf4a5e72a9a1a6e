import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeIssue } from "../validation/result.ts";
import { formatCondition } from "./condition.ts";
import { anyCondition } from "./conditions.test-support.ts";
import { parseCondition } from "./parse-condition.ts";

describe("a condition", () => {
  it.each([
    ["rejected > 0", { kind: "count", name: "rejected" }, ">", 0, "count"],
    ["stuck older than 1h > 5", { kind: "stuck-older-than", ageSeconds: 3600 }, ">", 5, "count"],
    ["stuck older than 90m at least 1", { kind: "stuck-older-than", ageSeconds: 5400 }, ">=", 1, "count"],
    ["not known > 1 %", { kind: "count", name: "not-known" }, ">", 1, "percent"],
    ["not-known>0.5%", { kind: "count", name: "not-known" }, ">", 0.5, "percent"],
    ["needs a person >= 10", { kind: "count", name: "needs-a-person" }, ">=", 10, "count"],
    ["references < 100", { kind: "count", name: "files" }, "<", 100, "count"],
    ["described under 95 %", { kind: "count", name: "described" }, "<", 95, "percent"],
    ["files grew over 20 %", { kind: "change", of: "files", direction: "grew" }, ">", 20, "percent"],
    ["files shrank over 0", { kind: "change", of: "files", direction: "shrank" }, ">", 0, "count"],
    ["bytes grew over 1.5 GiB", { kind: "change", of: "bytes", direction: "grew" }, ">", 1.5, "GiB"],
    ["bytes at most 10TB", { kind: "bytes" }, "<=", 10, "TB"],
    ["bytes > 1000", { kind: "bytes" }, ">", 1000, "B"],
    ["  status   REJECTED > 2 % ", { kind: "status", status: "REJECTED" }, ">", 2, "percent"],
  ])("is read from %j", (text, metric, comparison, limit, unit) => {
    expect(parseCondition(text)).toEqual({ ok: true, value: { metric, comparison, limit, unit } });
  });

  it.each([
    ["rejectd > 0", 'received "rejectd" at character 1', "the nearest is rejected;"],
    ["not konwn > 0", 'received "not konwn" at character 1', "the nearest is not known;"],
    ["Rejected > 0", 'received "Rejected"', "the nearest is rejected;"],
    ["nonsense > 0", "expected a metric that exists (there are files, rejected,", 'received "nonsense"'],
    ["> 0", "expected a metric: files,", 'received ">" at character 1'],
    ["rejected", "expected a comparison: >, >=, <, <=, over", "received nothing at the end"],
    ["rejected = 0", "expected a comparison", 'received "=" at character 10'],
    ["rejected >", "expected a number, and behind it nothing or %", "received nothing at the end"],
    ["rejected > -1", "expected a number", 'received "-1" at character 12'],
    ["rejected > many", "expected a number", 'received "many" at character 12'],
    ["rejected > 0.5", "expected a whole number of files", 'received "0.5"'],
    ["rejected > 101 %", "expected at most 100 %", 'received "101 %"'],
    ["rejected > 0 files", "expected nothing behind the limit", 'received "files" at character 14'],
    ["rejected > 0 > 1", "expected nothing behind the limit", 'received ">" at character 14'],
    ["files > 5 %", "expected a number without '%'", 'received "%" at character 11'],
    ["bytes > 5 %", "expected a number without '%'", 'received "%"'],
    ["bytes > 5 parsecs", "expected a unit of bytes: B, KB", 'received "parsecs"'],
    ["bytes > 9999999 TiB", "expected at most 9007199254740991 bytes", 'received "9999999 TiB"'],
    ["rejected older than 1h > 5", "only 'stuck' can be 'older than' one", 'received "older" at character 10'],
    ["stuck older than 1 week > 5", "1s to 365d, as 1h", 'received "1week" at character 18'],
    ["stuck older than 366d > 5", "1s to 365d, as 1h", 'received "366d"'],
    ["stuck older than 1.5h > 5", "a whole number of s, m, h or d", 'received "1.5h"'],
    ["stuck older than > 5", "1s to 365d, as 1h", 'received ">'],
    ["stuck older 1h > 5", "expected 'older than'", 'received "older"'],
    ["rejected grew over 5", "files or bytes in front of 'grew'", 'received "rejected" at character 1'],
    ["status > 5", "the name of a status behind 'status'", 'received ">" at character 8'],
    ["rejected < 0", "nothing is below 0", 'received "rejected < 0"'],
    ["rejected >= 0", "everything is at least 0", 'received "rejected >= 0"'],
    ["not known > 100 %", "no part is over 100 %", 'received "not known > 100 %"'],
    ["", "a rule of at most 200 characters", 'received ""'],
    [undefined, "a rule of at most 200 characters", "received nothing"],
    [7, "a rule of at most 200 characters", "received 7"],
  ])("is not %j", (text, ...expected) => {
    const parsed = parseCondition(text);
    const told = parsed.ok ? "" : parsed.issues.map(describeIssue).join("\n");
    for (const part of expected) expect(told).toContain(part);
    expect(parsed.ok ? [] : parsed.issues).toHaveLength(1);
  });

  it("is told all that is wrong with it", () => {
    const parsed = parseCondition("rejectd older than 1 week > many");
    expect(parsed.ok ? [] : parsed.issues.map(({ received }) => received.split(" of ")[0])).toEqual([
      '"rejectd" at character 1',
      '"many" at character 29',
    ]);
  });

  it.each([
    ["not known > 1 %", "not known > 1 %"],
    ["not-known>1%", "not known > 1 %"],
    ["needs-a-person at least 10", "needs a person >= 10"],
    ["call-failed > 5", "call failed > 5"],
    ["references < 100", "files < 100"],
    ["stuck older than 60m > 5", "stuck older than 1h > 5"],
    ["status NO-SUCH_ONE > 0", "status NO-SUCH_ONE > 0"],
    ["bytes grew > 20 %", "bytes grew over 20 %"],
  ])("written %j is told as %j", (text, told) => {
    const parsed = parseCondition(text);
    expect(parsed.ok ? formatCondition(parsed.value) : parsed.issues).toBe(told);
  });

  it("is read back as it was, however it is written", () => {
    fc.assert(
      fc.property(anyCondition, (condition) => {
        const written = formatCondition(condition);
        if (condition.metric.kind === "count") {
          expect(written).not.toContain("-");
          const withHyphens = written.replace(condition.metric.name.replaceAll("-", " "), condition.metric.name);
          expect(parseCondition(withHyphens)).toEqual({ ok: true, value: condition });
        }
        expect(parseCondition(written)).toEqual({ ok: true, value: condition });
        expect(parseCondition(`  ${written.replaceAll(" ", "   ")} `)).toEqual({ ok: true, value: condition });
      }),
    );
  });

  it("is read or refused, whatever the text is, and never both or neither", () => {
    const pieces = [
      "rejected",
      "stuck",
      "older",
      "than",
      "1h",
      ">",
      "5",
      "%",
      "grew",
      "status",
      "bytes",
      "GiB",
      "é",
      "=",
    ];
    const texts = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((all) => all.join(" ")),
    );
    fc.assert(
      fc.property(fc.oneof(texts, fc.anything()), (text) => {
        const parsed = parseCondition(text);
        if (parsed.ok) expect(parseCondition(formatCondition(parsed.value))).toEqual(parsed);
        else expect(parsed.issues.length).toBeGreaterThan(0);
      }),
    );
  });
});
