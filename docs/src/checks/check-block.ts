import type { CodeBlock } from "../blocks/code-block.ts";
import { checkJson, checkNdjson } from "./check-json.ts";
import { checkJavaScript, checkPython, HAS_PYTHON } from "./check-program.ts";
import { checkShell } from "./check-shell.ts";
import { checkYaml } from "./check-yaml.ts";

type Check = (code: string) => readonly string[] | Promise<readonly string[]>;

const UNCHECKED: Check = () => [];

/** How a block of each language is checked by itself. Nothing stands here without a way to go red, but where it is said why. */
const CHECKS: Readonly<Record<string, Check>> = {
  sh: checkShell,
  bash: checkShell,
  yaml: checkYaml,
  json: (code) => checkJson(code),
  jsonc: (code) => checkJson(code, true),
  ndjson: checkNdjson,
  js: checkJavaScript,
  python: HAS_PYTHON ? checkPython : UNCHECKED,
  // All of them at once: see checkTypes.
  ts: UNCHECKED,
  // They are asked of states: see runPage.
  sql: UNCHECKED,
  // Drawings; those whose content is known elsewhere are held to it there.
  mermaid: (code) =>
    /^(stateDiagram-v2|flowchart|sequenceDiagram)\b/.test(code) ? [] : ["no diagram of a known kind"],
};

/** What is wrong about a block, whatever its language. Text is for output: it stands below 'prints', or in a list. */
export async function checkBlock(block: CodeBlock): Promise<readonly string[]> {
  const { language, code, above } = block;
  if (code.trim() === "") return ["it is empty"];
  if (language === "text" && above === "prints") return [];
  const check = CHECKS[language];
  if (check !== undefined) return check(code);
  if (language === "") return ["it has no language: tag it, as ```sh"];
  return [
    `nothing checks blocks of '${language}': add a check in docs/src/checks, or name it with a reason in docs/src/blocks/left-out.ts`,
  ];
}
