import { describe, expect, it } from "vitest";
import { fileOf } from "../run/page-script.ts";
import { callsOf } from "./account.test-support.ts";
import { blocksOf, HAS_PROGRAMS } from "./followed.test-support.ts";

const VERSIONS =
  '<Version><Key>a "b"</Key><VersionId>1</VersionId></Version><Version><Key>c</Key><VersionId>2</VersionId></Version>';
const MARKER = "<DeleteMarker><Key>a</Key><VersionId>3</VersionId></DeleteMarker>";

// The AWS CLI, and jq, are those of whoever follows the pages.
describe.skipIf(!HAS_PROGRAMS)("of a bucket, the commands that", () => {
  it("make it close it to the public, and keep what was replaced for a week alone", async () => {
    const blocks = await blocksOf("buckets.md");
    const files = Object.fromEntries(
      blocks.flatMap((block) => fileOf(block) ?? []).map(({ name, text }) => [name, text]),
    );
    const make = blocks.find(({ code }) => code.includes("create-bucket"))?.code ?? "";
    const calls = await callsOf(
      make.replace("my-attached-files", "b-1").replaceAll("=eu-central-1", "=us-west-2"),
      files,
    );
    expect(calls.map(({ sent }) => sent.split(" ")[0])).toEqual(
      ["", "?publicAccessBlock", "?versioning", "?lifecycle"].map((what) => `/b-1${what}`),
    );
    const [made, block, versioning, lifecycle] = calls.map(({ sent }) => sent);
    expect(made).toContain("<LocationConstraint>us-west-2<");
    expect(block?.match(/>true</g)).toHaveLength(4);
    expect(versioning).toContain("<Status>Enabled<");
    expect(lifecycle).toContain("<NoncurrentDays>7<");
    expect(lifecycle).toContain("<DaysAfterInitiation>1<");
    expect(lifecycle).toContain("<ExpiredObjectDeleteMarker>true<");
    // No current version ends by age.
    expect(lifecycle).not.toMatch(/<Days>|<Date>/);
  });

  it("remove it take every version and delete marker away first, however many answers that takes", async () => {
    const removal = (await blocksOf("upgrade-and-remove.md")).find(({ code }) => code.includes("delete-objects"));
    const left = [VERSIONS, MARKER, ""];
    const bucket = (asked: string): string =>
      asked.includes("versions")
        ? `<ListVersionsResult>${left.shift() ?? ""}</ListVersionsResult>`
        : "<DeleteResult></DeleteResult>";
    const calls = await callsOf(
      `export BUCKET=b-1 AWS_DEFAULT_REGION=us-west-2\n${removal?.code}`,
      {},
      { "/b-1": bucket },
    );
    const deletions = calls.filter(({ does }) => does.startsWith("POST")).map(({ sent }) => sent);
    expect(deletions).toHaveLength(2);
    expect(deletions.map((sent) => [...sent.matchAll(/<VersionId>(\d)</g)].map(([, id]) => id))).toEqual([
      ["1", "2"],
      ["3"],
    ]);
    expect(calls.at(-1)?.does).toBe("DELETE /b-1");
  });
});
