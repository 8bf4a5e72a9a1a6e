import { cruise, type ICruiseResult } from "dependency-cruiser";
import { IMPORT_RULES } from "./import-rules.ts";

interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

export interface CruisedTree {
  /** How many files were read: zero means that the rules were held against nothing. */
  readonly modules: readonly string[];
  readonly violations: readonly Violation[];
}

/** Holds the import rules against the sources below a folder. */
export async function cruiseTree(baseDir: string, folders: readonly string[]): Promise<CruisedTree> {
  const result = await cruise(
    [...folders],
    {
      baseDir,
      ruleSet: { forbidden: [...IMPORT_RULES] },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: "node_modules" },
      exclude: { path: "(^|/)(dist|coverage)/" },
      enhancedResolveOptions: {
        exportsFields: ["exports"],
        conditionNames: ["@attached-files/source", "import", "types", "node", "default"],
        extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json", ".d.ts"],
      },
    },
    {},
    {},
  );
  const { modules, summary } = result.output as ICruiseResult;
  return {
    modules: modules.map((module) => module.source),
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}
