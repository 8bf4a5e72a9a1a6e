import { describe, expect, it } from "vitest";
import { twoPlaces } from "./two-places.ts";

const IDS = Array.from({ length: 9 }, (_, index) => `${index}`.padStart(36, "a")).join(" ");
const HERE = `AWS, Region eu-central-1, domainIds ${IDS}`;

describe("two places that are told", () => {
  it("are told whole where that is enough to tell them apart", () => {
    expect(twoPlaces({ slot: "s1", text: "AWS, Region eu-central-1" }, "AWS, Region us-east-1")).toBe(
      "Before (slot s1): AWS, Region eu-central-1. Now: AWS, Region us-east-1.",
    );
    expect(twoPlaces({ slot: "s1", text: HERE }, HERE.replace("AWS", "endpoint http://fake"))).not.toContain("differ");
  });

  it("are told by what is cut off where they differ there, not as differing in what is not shown", () => {
    const said = twoPlaces({ slot: "s1", text: `${HERE} d-old` }, `${HERE} d-new`);
    expect(said).toMatch(/\(they differ in what is cut off: before …a+8 d-old, now …a+8 d-new\)\.$/);
    expect(said).not.toContain("not shown");
  });

  it("are told by what is cut off where one has more than the other", () => {
    expect(twoPlaces({ slot: "s1", text: HERE }, `${HERE} d-new`)).toMatch(/before …a+8, now …a+8 d-new\)\.$/);
  });

  it("differ in what is not shown where their texts are the same to the end", () => {
    expect(twoPlaces({ slot: "s1", text: HERE }, HERE)).toMatch(
      /\(it differs in what is not shown: [^)]*endpoint\)\.$/,
    );
  });

  it("are not compared where one is not known", () => {
    expect(twoPlaces({ slot: "s1" }, HERE)).not.toContain("differ");
    expect(twoPlaces({ slot: "s1", text: "AWS" })).toBe("Before (slot s1): AWS. Now: not known.");
  });
});
