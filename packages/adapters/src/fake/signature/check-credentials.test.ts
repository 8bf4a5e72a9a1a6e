import { describe, expect, it } from "vitest";
import { createFakeConnect } from "../index.ts";
import { authenticateWith } from "./authenticate.ts";
import type { FakeCredentials } from "./credentials.ts";
import { KEY } from "./signed-request.test-support.ts";

const known = (...credentials: readonly FakeCredentials[]) => authenticateWith(credentials, () => new Date());

describe("a key is not known", () => {
  it.each<[string, Partial<Record<string, unknown>>, string]>([
    ["an empty id", { accessKeyId: "" }, "accessKeyId must be a text without"],
    ["an id that no header can carry", { accessKeyId: "a/b" }, "accessKeyId must be a text without"],
    ["an empty secret", { secretAccessKey: "" }, "secretAccessKey must be a text, and not empty"],
    ["an empty token", { sessionToken: "" }, "sessionToken must be a text, and not empty"],
    ["no secret", { secretAccessKey: undefined }, "secretAccessKey must be a text"],
    ["a secret that is no text", { secretAccessKey: 7 }, "secretAccessKey must be a text"],
    ["a token that is no text", { sessionToken: 7 }, "sessionToken must be a text"],
    ["a member of another name", { secretKey: "s" }, "secretKey is no member of a key"],
    ["actions that are no list", { allow: "*" }, "allow must be a list"],
    ["an action that is no text", { allow: [7] }, "allow[0]"],
    ["no text to expire at", { sessionToken: "t", expiresAt: "soon" }, "expiresAt must be a valid date"],
    ["no date to expire at", { sessionToken: "t", expiresAt: new Date("never") }, "expiresAt must be a valid date"],
    ["nothing that could expire", { expiresAt: new Date(0) }, "expiresAt needs a sessionToken"],
    ["an account of no 12 digits", { account: "1234" }, "account must be 12 digits"],
    ["an ARN that is none", { arn: "reporter" }, "arn must begin with arn:"],
    ["an action without a prefix", { allow: ["*", "Batch*"] }, "allow[1] must be * or have a service's prefix"],
  ])("with %s", (_what, change, problem) => {
    expect(() => known({ ...KEY, ...change } as FakeCredentials)).toThrow(`credentials[0].${problem}`);
  });

  it("twice", () => {
    expect(() => known(KEY, { ...KEY, secretAccessKey: "other" })).toThrow(
      "The fake cannot know these credentials: credentials[1].accessKeyId is that of credentials[0] too.",
    );
  });

  it("and everything that is wrong is told at once, without any secret", () => {
    const make = () => known({ ...KEY, account: "1" }, { ...KEY, accessKeyId: "se/cret", arn: "x" }, KEY);
    expect(make).toThrow(/\[0\]\.account.*\[1\]\.accessKeyId.*\[1\]\.arn.*\[2\]\.accessKeyId/);
    expect(make).not.toThrow("se/cret");
    expect(make).not.toThrow(KEY.secretAccessKey);
  });
});

it("is said where the fake is made", () => {
  expect(() => createFakeConnect({ credentials: [KEY, KEY] })).toThrow("credentials[1].accessKeyId");
});
