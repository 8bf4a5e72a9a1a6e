import { describe, expect, it } from "vitest";
import { regionSupport } from "./cases-regions.ts";

describe("a scope's Region", () => {
  it.each([
    ["eu-central-1", true, "yes"],
    ["eu-central-1", false, "yes"],
    ["us-gov-west-1", true, "no"],
    ["us-gov-west-1", false, "yes"],
    ["cn-north-1", true, "no"],
    ["cn-north-1", false, "no"],
    ["eu-north-1", true, "unheard-of"],
    ["eu-north-1", false, "yes"],
    ["frankfurt", false, "unheard-of"],
    ["eu-centrall-1", true, "unheard-of"],
    ["eu-centrall-1", false, "unheard-of"],
    ["ap-southeast-7", false, "yes"],
    ["us-iso-east-1", false, "yes"],
  ])("%s, searched: %s, has what it needs: %s", (region, isSearched, kind) => {
    expect(regionSupport(region, isSearched).kind).toBe(kind);
  });

  it.each([
    ["eu-centrl-1", "; did you mean eu-central-1?"],
    ["frankfurt", "; did you mean eu-central-1?"],
    ["eu-nowhere", "when this program was made"],
  ])("%s is told with the one that is near, if one is", (region, end) => {
    expect(regionSupport(region, true).text.endsWith(end)).toBe(true);
  });

  it("is told with the name that people know of its partition", () => {
    expect(regionSupport("cn-north-1", true).text).toContain("China");
    expect(regionSupport("us-gov-east-1", true).text).toContain("GovCloud");
  });
});
