import { publishedPackages } from "../published-packages.ts";
import { ROOT } from "../repository.ts";
import { npmProblems } from "./npm-problems.ts";
import { pack } from "./pack.ts";
import { addressOnGithub, readinessProblems } from "./readiness.ts";
import { runNpm } from "./run-npm.ts";

/**
 * Publishes what the registry does not have yet, those packages first that others need. It begins anew where it was interrupted.
 * `--check` looks whether it could, and publishes nothing; `--without-provenance` is for a registry of one's own.
 */
async function publishPackages(flags: readonly string[]): Promise<number> {
  const problems = [...(await readinessProblems(ROOT, addressOnGithub(process.env))), ...(await npmProblems())];
  if (problems.length > 0) {
    say([`Nothing was published. ${problems.length} things are not ready:`, ...problems.map((each) => `  ${each}`)]);
    return 1;
  }
  if (flags.includes("--check")) return 0;
  for (const each of await publishedPackages()) {
    const { name, version } = each.manifest;
    if (await isPublished(name, version)) {
      say([`${name} ${version} is published already`]);
      continue;
    }
    const provenance = flags.includes("--without-provenance") ? ["--provenance=false"] : [];
    const published = await runNpm(["publish", await pack(ROOT, each), "--access", "public", ...provenance], ROOT);
    if (published.exitCode !== 0) {
      say([`${name} ${version} was not published:`, published.stderr.trim()]);
      return 1;
    }
    say([`${name} ${version} is published`]);
  }
  return 0;
}

/** Asks the registry. An answer that says neither yes nor no ends it: what is not known is not taken for missing. */
async function isPublished(name: string, version: string): Promise<boolean> {
  const { exitCode, stdout, stderr } = await runNpm(["view", `${name}@${version}`, "version", "--json"], ROOT);
  if (exitCode === 0) return stdout.includes(version);
  if (stdout.includes("E404") || stderr.includes("E404")) return false;
  throw new Error(`The registry does not tell whether it has ${name} ${version}: ${stderr}${stdout}`);
}

function say(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

process.exitCode = await publishPackages(process.argv.slice(2));
