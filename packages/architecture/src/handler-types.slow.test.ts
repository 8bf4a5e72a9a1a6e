import { readdir, readFile } from "node:fs/promises";
import { checkPackage, Package } from "@arethetypeswrong/core";
import { expect, it } from "vitest";

const PACKAGE = new URL("../../../apps/report-job/", import.meta.url);

/** What is wrong about the types of the command's package, as a consumer of ESM meets them. */
async function problemsWith(changed: (manifest: string) => string): Promise<readonly unknown[]> {
  const manifest = changed(await readFile(new URL("package.json", PACKAGE), "utf8"));
  const { name, version, files: shipped } = JSON.parse(manifest);
  const files: Record<string, string> = { "package.json": manifest };
  for (const entry of shipped as readonly string[]) {
    const names = entry === "dist" ? (await readdir(new URL("dist/", PACKAGE))).map((each) => `dist/${each}`) : [entry];
    for (const each of names.filter((file) => /\.(js|d\.ts)$/.test(file))) {
      files[each] = await readFile(new URL(each, PACKAGE), "utf8");
    }
  }
  const placed = Object.entries(files).map(([path, text]) => [`/node_modules/${name}/${path}`, text]);
  const analysis = await checkPackage(new Package(Object.fromEntries(placed), name, version));
  const problems = "problems" in analysis ? analysis.problems : [{ kind: "no types at all" }];
  // ESM only: CommonJS loads it by Node's require(esm), and older resolvers do not know subpaths.
  const isExpected = (problem: object) =>
    "resolutionKind" in problem && ["node10", "node16-cjs"].includes(String(problem.resolutionKind));
  return problems.filter((problem) => !isExpected(problem));
}

it("the handler for Lambda has types that fit its module (are the types wrong?)", async () => {
  expect(await problemsWith((manifest) => manifest)).toEqual([]);
  const elsewhere = await problemsWith((manifest) => manifest.replace('"lambda.d.ts",', ""));
  expect(elsewhere).not.toEqual([]);
});
