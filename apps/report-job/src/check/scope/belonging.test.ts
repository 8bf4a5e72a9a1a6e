import { SourceError } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import type { ScopeAnswers } from "./ask-scope.ts";
import { belongingFindings } from "./belonging.ts";

const SCOPE = { name: "main", instanceId: "i-1", references: undefined };
const NOT_THERE = { error: new SourceError("ResourceNotFoundException", "no such thing") };
const searched = (probe: object): ScopeAnswers["searches"] => [{ of: "d-1", probe }];
const found = (instanceId: string | undefined) => ({ domainId: "d-1", fileArn: "arn:x", instanceId });

function findings(answers: Partial<ScopeAnswers>, scope: Parameters<typeof belongingFindings>[0] = SCOPE) {
  return belongingFindings(scope, { searches: [], ...answers }).map(({ result, text, weight }) => [
    result,
    text,
    weight,
  ]);
}

describe("instance and domains of a scope", () => {
  it("belong together where the newest file is of the instance", () => {
    expect(findings({ searches: searched({ value: {} }), found: found("i-1") })).toEqual([
      ["passed", "the newest file of domain d-1 is of this instance", undefined],
    ]);
  });

  it("do not where it is of another one, whose files a run would leave out", () => {
    const [finding] = findings({ searches: searched({ value: {} }), found: found("i-2") });
    expect(finding).toEqual(["failed", expect.stringContaining("of instance i-2, not of i-1"), "usage"]);
  });

  it("are told as they are found where the scope names no instance", () => {
    const [finding] = findings({ found: found("i-2") }, { ...SCOPE, instanceId: undefined });
    expect(finding).toEqual(["passed", expect.stringContaining("is of instance i-2"), undefined]);
  });

  it.each([
    ["no file was found", { searches: searched({ value: {} }) }],
    ["a file's ARN is none", { found: found(undefined) }],
  ])("are unknown where %s", (_, answers) => {
    expect(findings(answers)).toEqual([["unknown", expect.anything(), undefined]]);
  });

  it("are not said to lack files where none could be searched for", () => {
    const denied = { error: new SourceError("AccessDeniedException", "no") };
    const [finding] = findings({ searches: searched(denied) });
    expect(finding).toEqual(["unknown", expect.stringContaining("could be searched for"), undefined]);
  });

  it("are unknown where the files come from a list", () => {
    expect(findings({}, { ...SCOPE, references: "files.csv" })).toEqual([["unknown", expect.anything(), undefined]]);
  });

  it("are told apart where either is not there", () => {
    const told = findings({ searches: searched(NOT_THERE), listConfigurations: NOT_THERE });
    expect(told).toMatchObject([
      ["failed", "there is no Cases domain d-1 in this account and Region", "usage"],
      ["failed", "there is no instance i-1 in this account and Region", "usage"],
    ]);
  });

  it("fail where the account has no domain at all, which a run would find complete", () => {
    expect(findings({ listDomains: { value: [] } })).toMatchObject([["failed", expect.anything(), "usage"]]);
  });
});
