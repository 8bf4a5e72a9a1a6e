import { expect, it } from "vitest";
import { readableParts } from "./readable-parts.ts";

const ops = { name: "ops", to: "webhook", on: ["failure"], urlVariable: "OPS_URL" };

it("of a configuration that is refused, targets and names that are right in themselves are known, and the rest is left out", () => {
  const wrong = { ...ops, name: "wrong", to: "pigeon" };
  const raw = {
    scopes: [{ name: "care", region: "?" }, { name: "sales", region: "eu-west-2" }, { name: "" }, null],
    notify: [wrong, ops, 7],
    polcy: 1,
  };
  expect(readableParts(raw)).toEqual({
    notify: [{ ...ops, leastSeverity: "warning", format: "json" }],
    unreadTargets: ['target "wrong"', "target notify[2]"],
    scopes: [
      { name: "care", isRegionWrong: true },
      { name: "sales", region: "eu-west-2" },
    ],
    state: { folder: "attached-files-state" },
  });
});

it.each([
  [{}, []],
  [{ scopes: "x", notify: "x", state: "x" }, ["'notify', which is no list,"]],
  [{ state: { folder: 7 }, notify: null }, []],
])(
  "of %j nothing is known but where the state is without a word, and whether somebody was to be told",
  (raw, unreadTargets) => {
    expect(readableParts(raw)).toEqual({
      notify: [],
      unreadTargets,
      scopes: [],
      state: { folder: "attached-files-state" },
    });
  },
);

it("the account of a scope is known by its role, also where that has a mistake beside it", () => {
  const roleArn = "arn:aws:iam::111122223333:role/attached-files";
  const scopes = [
    { name: "care", assumeRole: { roleArn, externalID: 7 } },
    { name: "sales", assumeRole: { roleArn: "nonsense" } },
    { name: "claims", assumeRole: null },
  ];
  expect(readableParts({ scopes }).scopes).toEqual([
    { name: "care", assumeRole: { roleArn } },
    { name: "sales" },
    { name: "claims" },
  ]);
});

it("the state's folder is known beside a mistake in its own section", () => {
  expect(readableParts({ state: { folder: "kept", s3: 1 } }).state).toEqual({ folder: "kept" });
});
