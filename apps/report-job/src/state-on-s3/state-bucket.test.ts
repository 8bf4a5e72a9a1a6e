import { SourceError } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import { SECTIONS } from "../run-book/run-book.ts";
import { endSection } from "../run-book/section-ids.ts";
import type { Lease } from "./head.ts";
import { bucketTrouble, damaged, leaseInUse, leaseNotRenewed, leaseTakenOver } from "./state-bucket.ts";

const PLACE = "s3://bucket/scope=main/";
const LEASE: Lease = { holder: "", host: "one", pid: 1, since: "", until: "", leaseSeconds: 60 };

describe("trouble with a state on S3", () => {
  it.each([
    ["in use", leaseInUse(PLACE, LEASE), "reason-state-in-use"],
    ["damaged", damaged(PLACE, "an object is not there"), "reason-state-unreadable"],
    ["taken over", leaseTakenOver(PLACE, LEASE), "trouble-lease-lost"],
    ["not renewed", leaseNotRenewed(PLACE, undefined), "trouble-lease-lost"],
    ["denied", bucketTrouble(PLACE, new SourceError("AccessDeniedException", "no")), "trouble-state-bucket"],
    ["out of reach", bucketTrouble(PLACE, new SourceError("SourceUnreachable", "no")), "trouble-state-bucket"],
  ])("that is %s has a section of the run book of its own", (_, error, section) => {
    expect(endSection(error as Parameters<typeof endSection>[0])).toBe(section);
    expect(SECTIONS.map(({ id }) => id)).toContain(section);
  });
});
