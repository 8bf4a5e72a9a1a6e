import { SourceError } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import { bucketTrouble, leaseNotRenewed } from "../state-on-s3/state-bucket.ts";
import { bucketErrorText, toBeAllowed } from "./bucket-error-text.ts";

const denied = (operation: string, message = "AccessDenied"): SourceError =>
  new SourceError("AccessDeniedException", message, { operation, awsErrorName: "AccessDenied" });

describe("what a bucket answered", () => {
  it.each([
    ["PutObject", "s3:PutObject"],
    ["ListObjectsV2", "s3:ListBucket"],
    ["DeleteObjects", "s3:DeleteObject"],
    ["CopyObject", "s3:GetObject and s3:PutObject"],
    ["GetObject", "s3:GetObject, or s3:ListBucket where the object is not there yet"],
    ["HeadObject", "s3:GetObject, or s3:ListBucket where the object is not there yet"],
  ])("names what was denied, %s, and its permission, and says its own name once", (operation, action) => {
    expect(bucketErrorText(denied(operation))).toBe(`AccessDenied, ${operation} is denied (${action})`);
  });

  it("is told in its own words, too, where it has some", () => {
    expect(bucketErrorText(denied("PutObject", "An explicit deny."))).toBe(
      "AccessDenied, PutObject is denied (s3:PutObject): An explicit deny",
    );
    const silent = new SourceError("SourceUnreachable", "PutObject got no answer", { operation: "PutObject" });
    expect(bucketErrorText(silent)).toBe("SourceUnreachable, PutObject got no answer");
  });

  it("is its name alone where it says nothing else, or its name in our words", () => {
    const twice = new SourceError("AccessDeniedException", "AccessDeniedException", { awsErrorName: "AccessDenied" });
    expect(bucketErrorText(twice)).toBe("AccessDenied");
    expect(bucketErrorText(new SourceError("AccessDeniedException", "AccessDeniedException"))).toBe(
      "AccessDeniedException",
    );
  });

  it("has a next step where somebody has to allow something", () => {
    expect(toBeAllowed(denied("PutObject"))).toContain("attached-files permissions");
    expect(toBeAllowed(new SourceError("CredentialsUnavailable", "none"))).toContain("attached-files check");
    expect(toBeAllowed(new SourceError("SourceUnreachable", "no"))).toBeUndefined();
  });

  it("keeps a lease from being renewed, which says what was denied", () => {
    const renewed = (trouble: unknown): string => leaseNotRenewed("s3://b/", trouble).message;
    expect(renewed(denied("PutObject"))).toContain("in time: AccessDenied, PutObject is denied (s3:PutObject). What");
    expect(renewed(new Error("Late."))).toContain("in time: Late. What");
    expect(renewed(undefined)).toContain("in time. What");
    expect(leaseNotRenewed("s3://b/scope=main/", undefined).bucket).toBe("b");
  });

  it("keeps a state from being reached, which says what, why and what next", () => {
    expect(bucketTrouble("s3://b/scope=main/", denied("PutObject"))).toMatchObject({
      bucket: "b",
      message:
        "The state s3://b/scope=main/ cannot be reached: AccessDenied, PutObject is denied (s3:PutObject); 'attached-files permissions' prints what has to be allowed.",
    });
    expect(bucketTrouble("s3://b/", new SourceError("SourceTimeout", "late."))).toMatchObject({
      message:
        "The state s3://b/ cannot be reached: SourceTimeout, late; once that is mended, the same command goes on.",
    });
  });
});
