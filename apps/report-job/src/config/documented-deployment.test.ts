import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { parse } from "yaml";
import type { LambdaResult } from "../lambda/lambda-result.ts";
import { parseConfig } from "./parse-config.ts";

const page = (name: string): Promise<string> =>
  readFile(new URL(`../../../../docs/deploy/${name}.md`, import.meta.url), "utf8");

function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^ *\`\`\`${language}\n([\\s\\S]*?)^ *\`\`\``, "gm"))].map(
    ([, block = ""]) => block,
  );
}

it("the state on S3 is configured as its page shows it", async () => {
  const [block = ""] = blocks(await page("state-on-s3"), "yaml");
  const parsed = parseConfig({ scopes: [{ name: "main" }], ...parse(block) });
  expect(parsed.ok ? parsed.value.state.s3 : parsed.issues).toMatchObject({ bucket: "my-state", leaseSeconds: 60 });
});

it("a result on Lambda has the members that its page shows", async () => {
  const block = blocks(await page("lambda"), "json").find((each) => each.includes("goesOn")) ?? "{}";
  const outcomes = { retrieved: 0, refused: 0, unanswered: 0, failed: 0, carried: 0, deferred: 0 };
  const shape: LambdaResult = {
    status: "partial",
    slot: "",
    exitCode: 3,
    goesOn: true,
    files: 0,
    outcomes,
    scopes: [{ scope: "", status: "partial", files: 0, outcomes, calls: 0 }],
    thresholds: [],
    report: { bucket: "", folder: "" },
  };
  const members = (value: unknown): string[] => {
    const found: string[] = [];
    JSON.stringify(value, (name, inner: unknown) => {
      if (!/^\d*$/.test(name)) found.push(name);
      return inner;
    });
    return found;
  };
  expect(members(JSON.parse(block))).toEqual(members(shape));
});
