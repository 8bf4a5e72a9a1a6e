import { glob } from "node:fs/promises";
import { ROOT } from "../repository.ts";

/** Written by programs, and by nobody read as documentation: change notes and changelogs. */
const NO_PAGE = /(^|\/)(node_modules|CHANGELOG\.md|\.[^/]+)(\/|$)/;

/** Every page of the repository's documentation, relative to its root, in order. */
export async function pages(root: string = ROOT): Promise<readonly string[]> {
  const found: string[] = [];
  const exclude = (name: string): boolean => name === "node_modules" || (name.startsWith(".") && name !== ".");
  for await (const path of glob("**/*.md", { cwd: root, exclude })) found.push(path);
  return found.filter((path) => !NO_PAGE.test(path)).sort();
}
