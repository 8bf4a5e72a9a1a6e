import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Loading a package takes longer than most commands need for their work: these sets are kept small on purpose. */
describe("what is loaded", () => {
  let inputs: Metafile["inputs"];
  beforeAll(async () => {
    const { metafile } = await build({
      entryPoints: ["src/main.ts"],
      absWorkingDir: ROOT,
      ...{ bundle: true, write: false, metafile: true, splitting: true, outdir: "dist" },
      ...{ format: "esm", platform: "node", packages: "external", jsx: "automatic", logLevel: "silent" },
    });
    inputs = metafile.inputs;
  });

  /** Packages that a file needs before its first line runs, of its own and of what it imports. */
  function packagesOf(entry: string): readonly string[] {
    const [seen, packages] = [new Set<string>(), new Set<string>()];
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const { path, kind, external } of inputs[file]?.imports ?? []) {
        if (kind !== "import-statement") continue;
        if (external !== true) visit(path);
        else if (!path.startsWith("node:")) packages.add(path);
      }
    };
    expect(Object.keys(inputs)).toContain(entry);
    visit(entry);
    return [...packages].sort();
  }

  it("before signals are heard is nothing at all", () => {
    expect(packagesOf("src/main.ts")).toEqual([]);
  });

  it("before a command, and so for --help, is nothing but the command line and core", () => {
    expect(packagesOf("src/command-process.ts")).toEqual(["@attached-files/core", "commander"]);
  });

  it("for get is core alone, until the adapter is asked for", () => {
    expect(packagesOf("src/cli/get-command.ts")).toEqual(["@attached-files/core"]);
  });
});
