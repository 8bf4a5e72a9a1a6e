import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ATTACHMENT_SCOPES } from "./attachment-scope.ts";
import type { AttachedFilesConfiguration } from "./configurations-answer.ts";
import { limitsOf } from "./file-limits.ts";

function configured(
  attachmentScope: string,
  size?: number | bigint,
  extensions?: string[],
): AttachedFilesConfiguration {
  return {
    attachmentScope,
    ...(size === undefined ? {} : { maximumSizeLimitInBytes: size }),
    ...(extensions === undefined ? {} : { allowedExtensions: extensions }),
  };
}

describe("the limits of files", () => {
  it("on a case are those of cases alone, extensions in small letters", () => {
    const configurations = [configured("EMAIL", 1, ["exe"]), configured("CASE", 2, ["PNG", "pdf", "png"])];
    expect(limitsOf(configurations, "case")).toEqual({ maximumSizeBytes: 2, allowedExtensions: ["pdf", "png"] });
  });

  it("on a contact are the widest of all that a contact may be", () => {
    const configurations = [
      configured("EMAIL", 1, ["pdf"]),
      configured("CHAT", 9n, ["PDF", "txt"]),
      configured("CASE", 100, ["exe"]),
      configured("TASK", 5, ["csv"]),
    ];
    expect(limitsOf(configurations, "contact")).toEqual({
      maximumSizeBytes: 9n,
      allowedExtensions: ["csv", "pdf", "txt"],
    });
  });

  it("on a contact reckon with a scope that nobody knows", () => {
    const known = ["EMAIL", "CHAT", "TASK"].map((scope) => configured(scope, 1, ["pdf"]));
    expect(limitsOf([...known, configured("VOICE", 7, ["wav"])], "contact")).toEqual({
      maximumSizeBytes: 7,
      allowedExtensions: ["pdf", "wav"],
    });
  });

  it.each([
    ["no configuration", [], "case"],
    ["none of cases", [configured("EMAIL", 1, ["pdf"])], "case"],
    ["a case's that tells nothing", [configured("CASE")], "case"],
    ["a size of none, and no extension", [configured("CASE", 0, [])], "case"],
    ["not all that a contact may be", [configured("EMAIL", 1, ["pdf"]), configured("CHAT", 1, ["pdf"])], "contact"],
  ] as const)("are not known where there is %s", (_, configurations, kind) => {
    expect(limitsOf(configurations, kind)).toEqual({});
  });

  it("on a contact tell nothing of what one of its scopes does not tell", () => {
    const configurations = [configured("EMAIL", 1), configured("CHAT", 2, ["pdf"]), configured("TASK", 3, ["pdf"])];
    expect(limitsOf(configurations, "contact")).toEqual({ maximumSizeBytes: 3 });
  });

  it("on a contact allow whatever any of its scopes allows, in any order", () => {
    const list = fc.array(fc.constantFrom("pdf", "PNG", "txt", "7z"), { minLength: 1, maxLength: 4 });
    const one = fc.record({ size: fc.integer({ min: 1, max: 104_857_600 }), list });
    fc.assert(
      fc.property(fc.array(one, { minLength: 4, maxLength: 4 }), fc.boolean(), (each, isReversed) => {
        const all = ATTACHMENT_SCOPES.map((scope, at) => configured(scope, each[at]?.size, each[at]?.list));
        const { maximumSizeBytes = 0, allowedExtensions = [] } = limitsOf(
          isReversed ? all.toReversed() : all,
          "contact",
        );
        for (const { attachmentScope, maximumSizeLimitInBytes = 0, allowedExtensions: own = [] } of all) {
          if (attachmentScope === "CASE") continue;
          expect(maximumSizeBytes >= maximumSizeLimitInBytes).toBe(true);
          expect(own.every((extension) => allowedExtensions.includes(extension.toLowerCase()))).toBe(true);
        }
      }),
    );
  });
});
