import type { ViteUserConfig } from "vitest/config";

/** What every package's tests share: fast unit tests, contracts, and slow tests apart; and those that take minutes. */
export const shared: ViteUserConfig = {
  // Packages of this repository are tested from their sources, never from a build that may be old.
  resolve: { conditions: ["@attached-files/source"] },
  ssr: { resolve: { conditions: ["@attached-files/source"], externalConditions: ["@attached-files/source"] } },
  test: {
    pool: "forks",
    // vitest leaves one core to its own process, which mostly waits.
    maxWorkers: 2,
    // A test that takes a second on a quiet machine may take thirty on a busy one, and has not failed for that.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Modules are loaded once for many files: most of the time of small tests is that, and much of others'.
    isolate: false,
    env: { PACT_DO_NOT_TRACK: "true" },
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{src,examples}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.{slow,soak}.test.ts"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "contracts",
          include: ["contracts/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "slow",
          include: ["{src,contracts,slow}/**/*.slow.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: "soak",
          include: ["{src,slow}/**/*.soak.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
};
