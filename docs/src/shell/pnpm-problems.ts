import { existsSync, readFileSync } from "node:fs";
import { glob, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { ROOT } from "../repository.ts";

interface Manifest {
  readonly name: string;
  readonly packageManager?: string;
  readonly scripts?: Readonly<Record<string, string>>;
}

/** Commands of pnpm itself that pages use. */
const ITS_OWN = ["install", "add", "audit", "licenses", "sbom", "pack", "publish", "dlx"];

const { packages } = parse(readFileSync(join(ROOT, "pnpm-workspace.yaml"), "utf8")) as { packages: readonly string[] };
const MANIFESTS = new Map<string, Manifest>();
for await (const path of glob(["package.json", ...packages.map((each) => `${each}/package.json`)], { cwd: ROOT })) {
  MANIFESTS.set(dirname(path), JSON.parse(await readFile(join(ROOT, path), "utf8")) as Manifest);
}
const HERE = MANIFESTS.get(".");
if (HERE === undefined) throw new Error("the repository has no package.json");

/** What is wrong about a call of pnpm in this repository: a version that is not ours, a package or script that is not there. */
export function pnpmProblems(version: string | undefined, args: readonly string[]): readonly string[] {
  const ours = HERE?.packageManager?.replace("pnpm@", "");
  const problems =
    version === undefined || version === ours ? [] : [`pnpm ${version}, where package.json says ${ours}`];
  const plain = args.filter((each) => each !== "--silent" && each !== "-r");
  const filter = plain[0] === "--filter" ? plain[1] : undefined;
  const [script = "", program = ""] = filter === undefined ? plain : plain.slice(2);
  const manifests = filter === undefined ? [HERE] : [...MANIFESTS.values()].filter(({ name }) => name === filter);
  if (manifests.length === 0) return [...problems, `there is no package ${filter}`];
  if (script === "exec") {
    const isInstalled = existsSync(join(ROOT, "node_modules/.bin", program));
    return isInstalled ? problems : [...problems, `there is no program ${program}`];
  }
  const isThere = ITS_OWN.includes(script) || manifests.some((manifest) => manifest?.scripts?.[script] !== undefined);
  return isThere ? problems : [...problems, `there is no script ${script}`];
}
