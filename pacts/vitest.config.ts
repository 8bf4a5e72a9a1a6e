import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    pool: "forks",
    env: { PACT_DO_NOT_TRACK: "true" },
    include: ["gates/**/*.test.ts"],
    testTimeout: 60_000,
  },
});
