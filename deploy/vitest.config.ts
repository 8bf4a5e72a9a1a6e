import { readFile } from "node:fs/promises";
import { defineConfig } from "vitest/config";
import { shared } from "../vitest.shared.ts";

const FOLDERS = "{oci,kubernetes,github-actions,cdk,lambda}";
const TIMES = { unit: 30_000, slow: 180_000, soak: 600_000 };

/** What every package's tests share; here they stand beside what they check. */
export default defineConfig({
  ...shared,
  plugins: [
    {
      name: "sources-that-are-not-shipped",
      // Its maps point to files that it does not bring, which a line for each of its modules would tell.
      load: async (id) =>
        /@actions\/workflow-parser\/.*\.js$/.test(id)
          ? (await readFile(id, "utf8")).replace(/^\/\/# sourceMappingURL=.*$/m, "")
          : undefined,
    },
  ],
  test: {
    ...shared.test,
    projects: Object.entries(TIMES).map(([name, timeoutMs], order) => ({
      extends: true,
      // It imports its own schema as only a bundler takes it.
      ssr: { noExternal: ["@actions/workflow-parser"] },
      test: {
        name,
        include: [`${FOLDERS}/**/*${name === "unit" ? "" : `.${name}`}.test.ts`],
        exclude: name === "unit" ? ["**/*.{slow,soak}.test.ts"] : [],
        testTimeout: timeoutMs,
        hookTimeout: timeoutMs,
        sequence: { groupOrder: order },
      },
    })),
  },
});
