import { expect, it } from "vitest";
import { parseConfig } from "./parse-config.ts";
import { toFileRules } from "./rules-section.ts";

const SCOPES = [{ name: "main" }];

it("gives the report each extension once, in small letters", () => {
  const config = parseConfig({ scopes: SCOPES, rules: { allowedExtensions: ["PDF", "pdf", "png"] } });

  expect(config.ok && toFileRules(config.value.rules)).toEqual({
    requiredTags: [],
    maxFileSizeBytes: null,
    allowedExtensions: ["pdf", "png"],
    learnLimits: true,
    filesPerCase: { most: 50, warnAtShare: 0.8 },
  });
});

it("refuses what cannot be, each with its place", () => {
  const rules = {
    requiredTags: ["aws:owner", ""],
    maxFileSizeBytes: 104_857_601,
    allowedExtensions: [".pdf"],
    filesPerCase: { most: 0, warnAtShare: 1.1 },
  };

  const config = parseConfig({ scopes: SCOPES, rules });

  expect(config.ok ? [] : config.issues.map(({ path, received }) => [path, received])).toEqual([
    ["rules.requiredTags[0]", '"aws:owner"'],
    ["rules.requiredTags[1]", '""'],
    ["rules.maxFileSizeBytes", "104857601"],
    ["rules.allowedExtensions[0]", '".pdf"'],
    ["rules.filesPerCase.most", "0"],
    ["rules.filesPerCase.warnAtShare", "1.1"],
  ]);
});
