import { access, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type PublishedPackage, publishedPackages } from "../published-packages.ts";

/** Where GitHub says that it runs, as `https://github.com/OWNER/NAME`; undefined elsewhere. */
export function addressOnGithub(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = environment;
  return server === undefined || repository === undefined ? undefined : `${server}/${repository}`;
}

/**
 * What keeps the packages of a repository from being published: all of it, each with its place.
 *
 * @param address where the repository is, if somebody knows it. npm takes no provenance of a package that names another.
 */
export async function readinessProblems(root: string, address?: string): Promise<readonly string[]> {
  const problems: string[] = [];
  const waiting = (await readdir(join(root, ".changeset"))).filter((name) => /^(?!README).*\.md$/.test(name));
  if (waiting.length > 0) {
    problems.push(
      `.changeset: ${waiting.length} changes wait for a version: run 'pnpm changeset version' and commit it`,
    );
  }
  for (const each of await publishedPackages(root)) problems.push(...(await packageProblems(root, each, address)));
  return problems;
}

async function packageProblems(
  root: string,
  { folder, manifest }: PublishedPackage,
  address: string | undefined,
): Promise<readonly string[]> {
  const { version, license, publishConfig = {} } = manifest;
  const problems = repositoryProblems({ folder, manifest }, address);
  if (version === "0.0.0") problems.push("version: 0.0.0 is none: run 'pnpm changeset version'");
  if (license === undefined) problems.push("license: none");
  if (publishConfig.provenance !== true) problems.push("publishConfig.provenance: expected true");
  if (publishConfig.access !== "public") problems.push("publishConfig.access: expected public");
  const told = problems.map((problem) => `${folder}/package.json: ${problem}`);
  for (const file of ["LICENSE", "README.md", "CHANGELOG.md"]) {
    await access(join(root, folder, file)).catch(() => told.push(`${folder}/${file}: is not there`));
  }
  const changelog = await readFile(join(root, folder, "CHANGELOG.md"), "utf8").catch(() => undefined);
  if (changelog !== undefined && version !== "0.0.0" && !changelog.includes(`\n## ${version}\n`)) {
    told.push(`${folder}/CHANGELOG.md: nothing about ${version}`);
  }
  return told;
}

function repositoryProblems({ folder, manifest }: PublishedPackage, address: string | undefined): string[] {
  const url = `git+${address ?? "https://github.com/OWNER/NAME"}.git`;
  const expected = JSON.stringify({ type: "git", url, directory: folder });
  const { repository } = manifest;
  if (repository === undefined) {
    return [`repository: expected ${expected}, which npm holds a provenance against; it names no repository yet`];
  }
  const { type, url: given = "", directory } = repository;
  const isRight = type === "git" && directory === folder && (address === undefined ? isAddress(given) : given === url);
  return isRight ? [] : [`repository: expected ${expected}, got ${JSON.stringify(repository)}`];
}

function isAddress(url: string): boolean {
  return /^git\+https:\/\/[^/\s]+\/[^/\s]+\/[^/\s]+\.git$/.test(url) && !url.includes("OWNER/NAME");
}
