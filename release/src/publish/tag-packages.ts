import { execFile } from "node:child_process";
import { join } from "node:path";
import { publishedPackages } from "../published-packages.ts";
import { ROOT } from "../repository.ts";
import type { Ended } from "../run-pnpm.ts";

const CHANGESET = join(ROOT, "node_modules/@changesets/cli/bin.js");

/**
 * Tags the version of each package that is published, as `NAME@VERSION`, where it has no tag yet. Changesets says that it made a tag also
 * where git refused to (without a name and an address of who makes it, for one), so that git is asked for each afterwards.
 *
 * @returns what there is no tag for, with what changesets and git said; empty where all is well.
 */
export async function tagPackages(
  root: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<readonly string[]> {
  const run = (command: string, args: readonly string[]): Promise<Ended> =>
    new Promise((resolve) => {
      execFile(command, [...args], { cwd: root, env: { ...environment } }, (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
        resolve({ exitCode, stdout, stderr });
      });
    });
  const made = await run(process.execPath, [CHANGESET, "git-tag"]);
  const problems = made.exitCode === 0 ? [] : [`changeset git-tag: ${made.stderr.trim() || made.stdout.trim()}`];
  const { stdout, stderr } = await run("git", ["tag", "--list"]);
  const tags = new Set(stdout.split("\n"));
  for (const { manifest } of await publishedPackages(root)) {
    const tag = `${manifest.name}@${manifest.version}`;
    if (!tags.has(tag)) problems.push(`${tag}: no such tag. ${stderr.trim()}`.trim());
  }
  if (problems.length === 0) return [];
  // Git says nothing of an identity before it needs one.
  const identity = await run("git", ["var", "GIT_COMMITTER_IDENT"]);
  return identity.exitCode === 0 ? problems : [...problems, identity.stderr.trim()];
}
