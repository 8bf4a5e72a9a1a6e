import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ArnHome,
  formatCaseArn,
  formatContactArn,
  formatDomainArn,
  formatFileArn,
  parseCaseArn,
  parseContactArn,
  parseDomainArn,
  parseFileArn,
} from "./resource-arns.ts";

const PARTITIONS = ["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-eusc"] as const;
const FILE = "arn:aws:connect:us-east-1:123456789012:instance/i-1/file/f-1";
const CONTACT = "arn:aws:connect:us-east-1:123456789012:instance/i-1/contact/k-1";
const CASE = "arn:aws:cases:us-east-1:123456789012:domain/d-1/case/c-1";
const DOMAIN = "arn:aws:cases:us-east-1:123456789012:domain/d-1";
const PARSERS = { file: parseFileArn, contact: parseContactArn, case: parseCaseArn, domain: parseDomainArn };
const home: ArnHome = { partition: "aws", region: "us-east-1", account: "123456789012" };

describe("the ARNs of Amazon Connect and its cases", () => {
  it.each([
    ["a file", parseFileArn, FILE, { instanceId: "i-1", fileId: "f-1" }],
    ["a contact", parseContactArn, CONTACT, { instanceId: "i-1", contactId: "k-1" }],
    ["a case", parseCaseArn, CASE, { domainId: "d-1", caseId: "c-1" }],
    ["a domain", parseDomainArn, DOMAIN, { domainId: "d-1" }],
  ])("tell the parts of %s", (_name, parse, text, ids) => {
    expect(parse(text)).toEqual({ ok: true, value: { ...home, ...ids } });
  });

  it("are not taken for one another", () => {
    const texts = { file: FILE, contact: CONTACT, case: CASE, domain: DOMAIN };
    for (const [kind, parse] of Object.entries(PARSERS)) {
      const read = Object.entries(texts).filter(([, text]) => parse(text).ok);
      expect(read.map(([name]) => name)).toEqual([kind]);
    }
  });

  it.each([
    ["no Region", FILE.replace("us-east-1", "")],
    ["no account", FILE.replace("123456789012", "")],
    ["the other service", FILE.replace(":connect:", ":cases:")],
    ["no instance id", FILE.replace("i-1", "")],
    ["no file id", FILE.replace("f-1", "")],
    ["no file at all", "arn:aws:connect:us-east-1:123456789012:instance/i-1"],
    ["something behind the file", `${FILE}/version/2`],
    ["a slash behind the file", `${FILE}/`],
    ["an account of AWS's own", FILE.replace("123456789012", "aws")],
    ["capital letters in the types", FILE.replace("instance", "Instance")],
    ["no ARN", "f-1"],
    ["nothing", undefined],
  ])("are refused with %s, in one issue that shows the form", (_name, input) => {
    expect(parseFileArn(input, "file_arn")).toMatchObject({
      ok: false,
      issues: [
        {
          path: "file_arn",
          expected: "arn:{partition}:connect:{region}:{account}:instance/{instanceId}/file/{fileId}",
        },
      ],
    });
  });

  it("survive format and parse, in every partition, with ids in any script", () => {
    const id = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
      .filter((text) => !/[/\s\p{Cc}\p{Cs}]/u.test(text));
    const anyHome = fc.record({
      partition: fc.constantFrom(...PARTITIONS),
      region: fc.constantFrom("us-east-1", "us-gov-west-1", "cn-north-1", "us-isob-east-1", "eusc-de-east-1"),
      account: fc.stringMatching(/^[0-9]{12}$/),
    });
    fc.assert(
      fc.property(anyHome, id, id, (place, one, two) => {
        const file = { ...place, instanceId: one, fileId: two };
        expect(parseFileArn(formatFileArn(file))).toEqual({ ok: true, value: file });
        const contact = { ...place, instanceId: one, contactId: two };
        expect(parseContactArn(formatContactArn(contact))).toEqual({ ok: true, value: contact });
        const aCase = { ...place, domainId: one, caseId: two };
        expect(parseCaseArn(formatCaseArn(aCase))).toEqual({ ok: true, value: aCase });
        const domain = { ...place, domainId: one };
        expect(parseDomainArn(formatDomainArn(domain))).toEqual({ ok: true, value: domain });
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it("are refused, never thrown at, for any input", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (input) => {
        for (const parse of Object.values(PARSERS)) expect(parse(input).ok).toBe(false);
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});
