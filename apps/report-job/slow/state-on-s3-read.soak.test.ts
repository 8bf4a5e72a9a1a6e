import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runHere } from "./command-here.ts";
import { KEYS, newYard, PREFIX, type Yard } from "./machines.ts";

const FILES = 30;
let yard: Yard;
beforeAll(async () => {
  yard = await newYard(FILES);
});
afterAll(() => yard.clear());

describe("a bucket of which the state of one scope is damaged", () => {
  it("is read for the others, and why that one is not is told", async () => {
    const { folder } = await yard.machine("one", { scopes: ["main", "other"] });
    const run = (...args: string[]) =>
      runHere([...args, "--config", join(folder, "attached-files.yaml")], { env: KEYS });
    await yard.store.putText(`${PREFIX}head.json`, "{}", { contentType: "application/json", metadata: {} });
    expect(await run("run")).toMatchObject({ exitCode: 3 });
    const plan = await run("plan", "--json");
    const { scopes } = JSON.parse(plan.stdout) as { scopes: unknown[] };
    const isDamaged = expect.stringContaining("is damaged");
    expect(scopes).toMatchObject([
      { unreadable: isDamaged, isKnown: false },
      { unreadable: null, files: FILES },
    ]);
    expect(plan.exitCode).toBe(3);
    for (const args of [["runs"], ["query", "SELECT count(*) AS files FROM files"]]) {
      const read = await run(...args);
      expect([args[0], read.exitCode, read.stderr]).toEqual([args[0], 3, expect.stringMatching(/main: .* is damaged/)]);
    }
    const alone = await run("runs", "--scope", "main");
    expect(alone).toMatchObject({ exitCode: 4, stderr: isDamaged });
  });
});
