import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FreshPact, freshPact } from "./fresh-pact.ts";
import { pactFileName, readPact } from "./pact-file.ts";
import { PAIR, writeInteraction } from "./write-interaction.test-support.ts";

describe("the gate against drift", () => {
  let fresh: FreshPact;
  let committed: string;
  beforeEach(async () => {
    fresh = await freshPact(PAIR, false);
    committed = join(await mkdtemp(join(tmpdir(), "attached-files-committed-")), "pact.json");
  });
  afterEach(async () => {
    await fresh.discard();
    await rm(join(committed, ".."), { recursive: true, force: true });
  });

  async function commit(): Promise<void> {
    const text = await readFile(join(fresh.folder, pactFileName(PAIR)), "utf8");
    await writeFile(committed, `${text.trimEnd()}\n`);
  }

  it("is green when the tests write what is committed", async () => {
    await writeInteraction(fresh, "one", "yes");
    await commit();
    expect(await fresh.differences(committed)).toEqual([]);
  });

  it("goes red when the contract is not committed", async () => {
    await writeInteraction(fresh, "one", "yes");
    expect(await fresh.differences(committed)).toEqual([expect.stringMatching(/is not committed.*pnpm pacts:update/)]);
  });

  it("goes red when an interaction changed, and names it", async () => {
    await writeInteraction(fresh, "one", "yes");
    await commit();
    const text = await readFile(committed, "utf8");
    await writeFile(committed, text.replaceAll('"yes"', '"no"'));
    expect(await fresh.differences(committed)).toEqual([
      expect.stringContaining("pnpm pacts:update"),
      "'one, given a state' has changed",
    ]);
  });

  it("goes red at an orphan: an interaction that no test writes any more", async () => {
    await writeInteraction(fresh, "one", "yes");
    await writeInteraction(fresh, "two", "yes");
    await commit();
    await fresh.discard();
    fresh = await freshPact(PAIR, false);
    await writeInteraction(fresh, "one", "yes");
    expect((await fresh.differences(committed)).join()).toContain("no test writes 'two, given a state' any more");
  });

  it("goes red at a new interaction", async () => {
    await writeInteraction(fresh, "one", "yes");
    await commit();
    await writeInteraction(fresh, "two", "yes");
    expect((await fresh.differences(committed)).join()).toContain("'two, given a state' is new");
  });

  it("goes red when the tests wrote nothing", async () => {
    await writeFile(committed, "{}");
    expect(await fresh.differences(committed)).toEqual([expect.stringContaining("wrote no contract")]);
  });

  it("goes red when the tests wrote another pair's contract too", async () => {
    await writeInteraction(fresh, "one", "yes");
    await commit();
    await writeFile(join(fresh.folder, "a-consumer-another.json"), "{}");
    expect(await fresh.differences(committed)).toEqual([
      "the tests wrote to other contracts too: a-consumer-another.json",
    ]);
  });

  it("goes red when only something outside the interactions differs", async () => {
    await writeInteraction(fresh, "one", "yes");
    await commit();
    await writeFile(committed, (await readFile(committed, "utf8")).replace('"4.0"', '"4.1"'));
    expect((await fresh.differences(committed)).join()).toContain("something outside its interactions differs");
  });

  it("rewrites when it is told to", async () => {
    await writeFile(committed, "{}");
    const updating = await freshPact(PAIR, true);
    await writeInteraction(updating, "one", "yes");
    expect(await updating.differences(committed)).toEqual([]);
    expect((await readPact(committed)).interactions).toHaveLength(1);
    await updating.discard();
  });
});
