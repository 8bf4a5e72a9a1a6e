import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")) as { version: string };

export default defineConfig({
  entry: {
    connect: "src/connect/index.ts",
    cases: "src/cases/index.ts",
    s3: "src/s3/index.ts",
    fake: "src/fake/index.ts",
    notify: "src/notify/index.ts",
    probe: "src/probe/index.ts",
    testing: "src/testing/index.ts",
  },
  format: "esm",
  target: "node22",
  clean: true,
  dts: false,
  define: { ADAPTERS_VERSION: JSON.stringify(version) },
});
