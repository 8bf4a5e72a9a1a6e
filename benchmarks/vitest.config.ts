import { defineConfig } from "vitest/config";

// What is measured is no test. Tested is only how figures are kept and shown.
export default defineConfig({ test: { include: ["{results,shared}/*.test.ts"] } });
