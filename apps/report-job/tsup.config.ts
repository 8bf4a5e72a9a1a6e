import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/main.ts", "src/lambda.ts"],
  format: "esm",
  target: "node22",
  clean: true,
  // Each command is a chunk of its own, loaded when it is asked for.
  splitting: true,
  dts: false,
});
