import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CodeBlock } from "../blocks/code-block.ts";
import { codeBlocksOf } from "../blocks/code-blocks-of.ts";
import { ROOT } from "../repository.ts";
import { fileOf } from "../run/page-script.ts";
import { type Call, callsOf } from "./account.test-support.ts";

/** The AWS CLI, and jq, are those of whoever follows the pages. */
export const HAS_PROGRAMS: boolean = ["aws", "jq"].every((program) => spawnSync(program, ["--version"]).status === 0);
const CONFIGURATION =
  "scopes: [{ name: care, region: us-west-2 }]\npublish: { s3: { bucket: the-bucket } }\nstate: { s3: { bucket: the-bucket } }\n";

/** What the CLI takes for a zip file. */
const EMPTY_ZIP = `PK\u0005\u0006${"\0".repeat(18)}`;

/** The blocks of a page about ways to run it. */
export const blocksOf = async (name: string): Promise<readonly CodeBlock[]> =>
  codeBlocksOf(name, await readFile(join(ROOT, "docs/deploy", name), "utf8"));

/** The blocks of a page that call AWS, for another account and Region than those that stand there for the reader's. */
export async function followed(name: string): Promise<readonly Call[]> {
  const blocks = await blocksOf(name);
  const files: Record<string, string> = {
    "attached-files.yaml": CONFIGURATION,
    "attached-files-lambda.zip": EMPTY_ZIP,
  };
  for (const { name: file, text } of blocks.flatMap((block) => fileOf(block) ?? [])) files[file] = text;
  const script = blocks.filter(
    ({ language, code }) => language === "sh" && /\baws \w/.test(code) && !code.includes("docker"),
  );
  const yours = script
    .map(({ code }) => code)
    .join("\n")
    .replaceAll(/^cp deploy.*\n/gm, "")
    .replaceAll(/^(ACCOUNT=)\d+/gm, "$1999988887777")
    .replaceAll(/(REGION=)eu-central-1/g, "$1us-west-2")
    .replaceAll("--config deploy/kubernetes/attached-files.yaml", "--config attached-files.yaml");
  return callsOf(yours, files, {
    // What is waited for, else for minutes.
    "/2015-03-31/functions/attached-files/configuration": { LastUpdateStatus: "Successful" },
  });
}
