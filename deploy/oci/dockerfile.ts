import { readFile } from "node:fs/promises";
import { DockerfileParser, type Instruction } from "dockerfile-ast";

/** The image's definition. */
export const DOCKERFILE: string = new URL("Dockerfile", import.meta.url).pathname;

/** A build stage: its instructions, FROM first. */
export type Stage = readonly Instruction[];

/** What stands before the first stage, and the stages. */
export function stagesOf(text: string): { readonly before: Stage; readonly stages: readonly Stage[] } {
  const before: Instruction[] = [];
  const stages: Instruction[][] = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    if (instruction.getKeyword() === "FROM") stages.push([]);
    (stages.at(-1) ?? before).push(instruction);
  }
  return { before, stages };
}

/** Arguments of every instruction of a kind, as they are written, on one line each. */
export function argumentsOf(stage: Stage, keyword: string): readonly string[] {
  return stage
    .filter((instruction) => instruction.getKeyword() === keyword)
    .map((instruction) => instruction.getArgumentsContent()?.replaceAll(/\\\n\s*/g, " ") ?? "");
}

/** What the image starts, as whom, where, and in which environment. */
export async function imageSettings(): Promise<{
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly user: string;
  readonly workingFolder: string;
  readonly volumes: readonly string[];
}> {
  const last = stagesOf(await readFile(DOCKERFILE, "utf8")).stages.at(-1) ?? [];
  const one = (keyword: string): string => argumentsOf(last, keyword).at(-1) ?? "";
  const variables = argumentsOf(last, "ENV")
    .join(" ")
    .matchAll(/(\w+)=(\S+)/g);
  return {
    command: [...JSON.parse(one("ENTRYPOINT")), ...JSON.parse(one("CMD"))],
    environment: Object.fromEntries(Array.from(variables, ([, name, value]) => [name, value])),
    user: one("USER"),
    workingFolder: one("WORKDIR"),
    volumes: JSON.parse(one("VOLUME")),
  };
}
