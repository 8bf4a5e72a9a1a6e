import { defineConfig } from "vitest/config";
import { shared } from "../vitest.shared.ts";

const FOLDERS = "{oci,kubernetes,github-actions,cdk,systemd}";

/** What every package's tests share; here they stand beside what they check. */
export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    projects: ["unit", "slow", "soak"].map((name, order) => ({
      extends: true,
      // It imports its own schema as only a bundler takes it.
      ssr: { noExternal: ["@actions/workflow-parser"] },
      test: {
        name,
        include: [`${FOLDERS}/**/*${name === "unit" ? "" : `.${name}`}.test.ts`],
        exclude: name === "unit" ? ["**/*.{slow,soak}.test.ts", "**/node_modules/**"] : ["**/node_modules/**"],
        testTimeout: name === "soak" ? 600_000 : name === "slow" ? 180_000 : 30_000,
        hookTimeout: name === "soak" ? 600_000 : name === "slow" ? 180_000 : 30_000,
        sequence: { groupOrder: order },
      },
    })),
  },
});
