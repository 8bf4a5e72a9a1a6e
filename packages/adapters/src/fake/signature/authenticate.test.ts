import { describe, expect, it } from "vitest";
import { DEFAULT_ACCOUNT } from "../operations/caller.ts";
import { acceptAnybody, authenticateWith } from "./authenticate.ts";
import type { FakeCredentials } from "./credentials.ts";
import { KEY, type Signing, signed, withAuthorization, withHeader } from "./signed-request.test-support.ts";

const NOW = new Date("2026-11-01T12:00:00.900Z");
const ROLE: FakeCredentials = {
  accessKeyId: "ASIAROLE",
  secretAccessKey: "of the role",
  sessionToken: "token+of/the=role",
  expiresAt: new Date("2026-11-01T13:00:00Z"),
};
const authenticate = authenticateWith([KEY, ROLE], () => NOW);
const SHA_OF_OTHER = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

describe("a signed request", () => {
  it("tells the account, the Region of its scope and who signed it", () => {
    const caller = authenticate(signed({ region: "us-west-2" }));
    expect(caller).toMatchObject({
      account: DEFAULT_ACCOUNT,
      region: "us-west-2",
      arn: `arn:aws:iam::${DEFAULT_ACCOUNT}:user/AKIDEXAMPLE`,
    });
  });

  it("tells the account and the ARN that its key was given", () => {
    const arn = "arn:aws:sts::999988887777:assumed-role/reporter/night";
    const known = authenticateWith([{ ...KEY, account: "999988887777", arn }], () => NOW);
    expect(known(signed())).toMatchObject({ account: "999988887777", arn });
  });

  it("may do what its key may, and everything where nothing is said", () => {
    const known = authenticateWith([{ ...KEY, allow: ["cases:*"] }, ROLE], () => NOW);
    const [narrow, wide] = [known(signed()), known(signed({ key: ROLE }))];
    const ask = (action: string) => [narrow.isAllowed(action), wide.isAllowed(action)];
    expect(ask("cases:GetDomain")).toEqual([true, true]);
    expect(ask("connect:GetAttachedFile")).toEqual([false, true]);
  });

  it("is of the key that it was signed with, whatever happens to the object that the key came in", () => {
    const mine = { ...KEY };
    const known = authenticateWith([mine], () => NOW);
    mine.secretAccessKey = "changed later";
    expect(() => known(signed())).not.toThrow();
  });

  it.each<[string, Signing]>([
    ["with a session token", { key: ROLE }],
    ["with a session token that is sent unsigned", { key: ROLE, unsigned: ["x-amz-security-token"] }],
    ["with other headers", { headers: { "content-type": " application/json ", "x-more": "a   b" } }],
    ["with headers that are sent unsigned", { headers: { "user-agent": "curl" }, unsigned: ["user-agent"] }],
    [
      "with an unsigned payload",
      { headers: { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" }, payloadHash: "UNSIGNED-PAYLOAD" },
    ],
    [
      "that hashes another payload without signing that",
      {
        headers: { "x-amz-content-sha256": SHA_OF_OTHER },
        unsigned: ["x-amz-content-sha256"],
      },
    ],
  ])("is taken %s", (_how, signing) => {
    expect(() => authenticate(signed(signing))).not.toThrow();
  });

  it.each([
    ["as an HTTP date", "Sun, 01 Nov 2026 12:00:00 GMT"],
    ["in the basic format", "20261101T120000Z"],
  ])("may tell its time in a Date header %s", (_how, date) => {
    const request = signed({ headers: { date }, unsigned: ["x-amz-date"] });
    expect(() => authenticate(withHeader(request, "x-amz-date", undefined))).not.toThrow();
  });

  it("is taken though capital letters and commas without spaces are in its header", () => {
    const request = withAuthorization(signed(), "SignedHeaders=host;x-amz-date", "SignedHeaders=Host;X-Amz-Date");
    expect(() => authenticate(withAuthorization(request, /, /g, ","))).not.toThrow();
  });
});

it("asks for nothing where no keys are known", () => {
  expect(acceptAnybody(withHeader(signed(), "authorization", undefined)).isAllowed("any:Thing")).toBe(true);
});
