import { defineConfig } from "tsup";

export default defineConfig({
  entry: {
    connect: "src/connect/index.ts",
    cases: "src/cases/index.ts",
    fake: "src/fake/index.ts",
    testing: "src/testing/index.ts",
  },
  format: "esm",
  target: "node22",
  clean: true,
  dts: false,
});
