import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatArn, parseArn } from "./arn.ts";

const PARTITIONS = ["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"];
const CASE = "arn:aws:cases:us-east-1:123456789012:domain/d/case/c";

describe("parseArn", () => {
  it.each(PARTITIONS)("reads ARNs of the partition %s", (partition) => {
    const arn = parseArn(`arn:${partition}:connect:r-1:123456789012:instance/i`);
    expect(arn).toEqual({
      ok: true,
      value: { partition, service: "connect", region: "r-1", account: "123456789012", resource: "instance/i" },
    });
  });

  it.each([
    ["no Region", "arn:aws:iam::123456789012:user/alice"],
    ["no account", "arn:aws:s3:::bucket/key"],
    ["the account 'aws', as managed policies have it", "arn:aws:iam::aws:policy/ReadOnlyAccess"],
    ["colons in the resource", "arn:aws:sns:us-east-1:123456789012:topic:9f3c:more"],
    ["a resource in any script", "arn:aws:connect:us-east-1:123456789012:instance/日本/📎"],
    ["an assumed role", "arn:aws:sts::123456789012:assumed-role/role/session@example.com"],
    ["exactly 2048 characters", CASE.padEnd(2048, "x")],
  ])("accepts %s", (_name, text) => {
    const arn = parseArn(text);
    expect(arn.ok && formatArn(arn.value)).toBe(text);
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["the empty text", ""],
    ["a number", 5],
    ["a list that reads as an ARN", [CASE]],
    ["an object that reads as an ARN", { toString: () => CASE }],
    ["an id alone", "c0ffee"],
    ["a web address", "https://example.com"],
    ["another scheme", CASE.replace("arn", "urn")],
    ["capital letters in the scheme", CASE.replace("arn", "ARN")],
    ["no partition", CASE.replace("aws", "")],
    ["a partition of somebody else", CASE.replace("aws", "gcp")],
    ["no service", CASE.replace("cases", "")],
    ["11 digits of account", CASE.replace("123456789012", "12345678901")],
    ["13 digits of account", CASE.replace("123456789012", "1234567890123")],
    ["account digits of another script", CASE.replace("123456789012", "١٢٣٤٥٦٧٨٩٠١٢")],
    ["no resource", "arn:aws:cases:us-east-1:123456789012:"],
    ["five parts only", "arn:aws:cases:us-east-1:123456789012"],
    ["a space in front", ` ${CASE}`],
    ["a line break behind", `${CASE}\n`],
    ["a space within", CASE.replace("/case/", "/ca se/")],
    ["a control character", `${CASE}\u0000`],
    ["half of a character", `${CASE}\ud83d`],
    ["2049 characters", CASE.padEnd(2049, "x")],
  ])("refuses %s", (_name, input) => {
    const arn = parseArn(input, "here");
    expect(arn).toMatchObject({ ok: false, issues: [{ path: "here", expected: expect.stringContaining("an ARN") }] });
  });

  it("gives back every ARN it reads, and reads every ARN it gives back", () => {
    const part = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
    const arn = fc.record({
      partition: fc.oneof(fc.constantFrom(...PARTITIONS), fc.stringMatching(/^aws[a-z0-9-]{0,9}$/)),
      service: part,
      region: fc.oneof(part, fc.constant("")),
      account: fc.oneof(fc.stringMatching(/^[0-9]{12}$/), fc.constantFrom("", "aws")),
      resource: fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !/[\s\p{Cc}\p{Cs}]/u.test(text)),
    });
    fc.assert(
      fc.property(arn, (value) => {
        expect(parseArn(formatArn(value))).toEqual({ ok: true, value });
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it("never throws, for any input", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (input) => {
        expect(parseArn(input).ok).toBe(false);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it.each([
    ["colons", `arn:aws:${":".repeat(2000)}`],
    ["letters where the account is", `arn:aws:${"a".repeat(1000)}:${"a".repeat(900)}`],
    ["a resource that ends in a space", `${CASE.padEnd(2047, "x")} `],
    ["ten million characters", "arn:aws:cases:".padEnd(1e7, "a")],
  ])("refuses %s without thinking long", (_name, text) => {
    const start = performance.now();
    for (let round = 0; round < 100; round += 1) expect(parseArn(text).ok).toBe(false);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
