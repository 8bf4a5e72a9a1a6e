import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createdByToOperation, parseCreatedBy } from "./created-by.ts";
import type { Irregularity } from "./irregularity.ts";

const USER = "arn:aws:connect:us-east-1:123456789012:instance/i/agent/a";
const ROLE = "arn:aws:sts::123456789012:assumed-role/uploader/session";

function read(raw: unknown): { createdBy: unknown; notes: Irregularity[] } {
  const notes: Irregularity[] = [];
  const createdBy = parseCreatedBy(raw, "Files[0].CreatedBy", (note) => notes.push(note));
  return { createdBy, notes };
}

describe("CreatedBy", () => {
  it.each([
    ["an agent", { ConnectUserArn: USER }, { kind: "ConnectUserArn", arn: USER }],
    ["an identity of AWS", { AWSIdentityArn: ROLE }, { kind: "AWSIdentityArn", arn: ROLE }],
    ["the empty text, which is a value", { AWSIdentityArn: "" }, { kind: "AWSIdentityArn", arn: "" }],
    ["the other member null", { ConnectUserArn: null, AWSIdentityArn: ROLE }, { kind: "AWSIdentityArn", arn: ROLE }],
    [
      "the other member undefined",
      { ConnectUserArn: undefined, AWSIdentityArn: ROLE },
      { kind: "AWSIdentityArn", arn: ROLE },
    ],
    [
      "the protocol's name tag",
      { __type: "CreatedByInfo", ConnectUserArn: USER },
      { kind: "ConnectUserArn", arn: USER },
    ],
  ])("tells %s and notes nothing", (_name, raw, createdBy) => {
    expect(read(raw)).toEqual({ createdBy, notes: [] });
  });

  it.each([undefined, null])("is absent and not noted where it is %o", (raw) => {
    expect(read(raw)).toEqual({ createdBy: undefined, notes: [] });
  });

  it.each([
    ["a new member", { QConnectArn: "arn:x" }, "QConnectArn", "arn:x"],
    [
      "boto3's own way to tell of a new member",
      { SDK_UNKNOWN_MEMBER: { name: "New" } },
      "SDK_UNKNOWN_MEMBER",
      { name: "New" },
    ],
    ["a structure", { Flow: { Id: "x", Steps: [1] } }, "Flow", { Id: "x", Steps: [1] }],
    ["a known member with another type", { ConnectUserArn: { Arn: USER } }, "ConnectUserArn", { Arn: USER }],
    ["a known member in another spelling", { connectUserArn: USER }, "connectUserArn", USER],
    ["a false value", { Automatic: false }, "Automatic", false],
    ["a zero", { Version: 0 }, "Version", 0],
    ["an empty text", { Name: "" }, "Name", ""],
    ["a member named like a part of JavaScript", JSON.parse('{"__proto__":"x"}'), "__proto__", "x"],
    ["a member named constructor", { constructor: "x" }, "constructor", "x"],
    ["a member without a name", { "": "x" }, "", "x"],
  ])("keeps name and value of %s, and notes it", (_name, raw, name, value) => {
    const { createdBy, notes } = read(raw);
    expect(createdBy).toEqual({ kind: "unknown", name, value });
    expect(notes).toMatchObject([{ kind: "unknown-union-member", path: `Files[0].CreatedBy.${name}` }]);
    expect(JSON.stringify(createdByToOperation(createdBy as never))).toBe(JSON.stringify(raw));
  });

  it.each([
    ["a text", USER],
    ["a number", 0],
    ["a list", [USER]],
    ["true", true],
  ])("is absent and noted where it is %s", (_name, raw) => {
    const { createdBy, notes } = read(raw);
    expect(createdBy).toBeUndefined();
    expect(notes).toMatchObject([{ kind: "wrong-type", path: "Files[0].CreatedBy" }]);
  });

  it.each([{}, { ConnectUserArn: null }, { __type: "x" }])("is absent and noted where no member is set: %o", (raw) => {
    const { createdBy, notes } = read(raw);
    expect(createdBy).toBeUndefined();
    expect(notes).toMatchObject([{ kind: "missing-member", path: "Files[0].CreatedBy" }]);
  });

  it.each([
    ["two known", { ConnectUserArn: USER, AWSIdentityArn: ROLE }, "ConnectUserArn", "AWSIdentityArn"],
    ["an unknown one first", { New: "x", AWSIdentityArn: ROLE }, "AWSIdentityArn", "New"],
    [
      "a known one that is no text first",
      { ConnectUserArn: 5, AWSIdentityArn: ROLE },
      "AWSIdentityArn",
      "ConnectUserArn",
    ],
  ])(
    "with more members than the union allows, %s: keeps a readable one and notes the other",
    (_name, raw, kind, other) => {
      const { createdBy, notes } = read(raw);
      expect(createdBy).toMatchObject({ kind });
      expect(notes).toMatchObject([{ kind: "unknown-union-member", path: `Files[0].CreatedBy.${other}` }]);
      expect(notes[0]?.detail).toContain("a second member of a union");
    },
  );

  it("never throws, and notes all that it cannot give back", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (raw) => {
        const { createdBy, notes } = read(raw);
        if (createdBy === undefined && raw !== undefined && raw !== null) expect(notes).toHaveLength(1);
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});
