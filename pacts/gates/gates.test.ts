import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FreshPact, freshPact } from "./fresh-pact.ts";
import { PAIRS, pactFileName, readPact } from "./pact-file.ts";
import { type Verification, verifyPact } from "./verify-pact.ts";

const PAIR = { consumer: "a-consumer", provider: "a-provider" };

/** A consumer's test that writes one interaction. */
async function write(fresh: FreshPact, description: string, answer: string): Promise<void> {
  await fresh
    .pact()
    .addInteraction()
    .given("a state")
    .uponReceiving(description)
    .withRequest("GET", "/thing")
    .willRespondWith(200, (builder) => {
      builder.jsonBody({ answer });
    })
    .executeTest(async (server) => {
      await (await fetch(`${server.url}/thing`)).json();
    });
}

describe("the committed contracts", () => {
  it("are those of the known pairs, with no orphan and none missing", async () => {
    const files = (await readdir(new URL("..", import.meta.url))).filter((file) => file.endsWith(".json"));
    const known = PAIRS.map(pactFileName);
    expect(files.filter((file) => file !== "package.json" && file !== "tsconfig.json").sort()).toEqual(
      [...known].sort(),
    );
  });

  it("hold no signature, no clock and no client's version", async () => {
    for (const pair of PAIRS) {
      const text = await readFile(new URL(`../${pactFileName(pair)}`, import.meta.url), "utf8");
      expect(text).not.toMatch(/authorization|x-amz-date|amz-sdk|user-agent/i);
    }
  });
});

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
    await write(fresh, "one", "yes");
    await commit();
    expect(await fresh.differences(committed)).toEqual([]);
  });

  it("goes red when the contract is not committed", async () => {
    await write(fresh, "one", "yes");
    expect(await fresh.differences(committed)).toEqual([expect.stringMatching(/is not committed.*pnpm pacts:update/)]);
  });

  it("goes red when an interaction changed, and names it", async () => {
    await write(fresh, "one", "yes");
    await commit();
    const text = await readFile(committed, "utf8");
    await writeFile(committed, text.replaceAll('"yes"', '"no"'));
    expect(await fresh.differences(committed)).toEqual([
      expect.stringContaining("pnpm pacts:update"),
      "'one, given a state' has changed",
    ]);
  });

  it("goes red at an orphan: an interaction that no test writes any more", async () => {
    await write(fresh, "one", "yes");
    await write(fresh, "two", "yes");
    await commit();
    await fresh.discard();
    fresh = await freshPact(PAIR, false);
    await write(fresh, "one", "yes");
    expect((await fresh.differences(committed)).join()).toContain("no test writes 'two, given a state' any more");
  });

  it("goes red at a new interaction", async () => {
    await write(fresh, "one", "yes");
    await commit();
    await write(fresh, "two", "yes");
    expect((await fresh.differences(committed)).join()).toContain("'two, given a state' is new");
  });

  it("goes red when the tests wrote nothing", async () => {
    await writeFile(committed, "{}");
    expect(await fresh.differences(committed)).toEqual([expect.stringContaining("wrote no contract")]);
  });

  it("rewrites when it is told to", async () => {
    await writeFile(committed, "{}");
    const updating = await freshPact(PAIR, true);
    await write(updating, "one", "yes");
    expect(await updating.differences(committed)).toEqual([]);
    expect((await readPact(committed)).interactions).toHaveLength(1);
    await updating.discard();
  });
});

describe("the verification of a provider", () => {
  let fresh: FreshPact;
  let server: Server;
  let answer: unknown;
  let verification: Verification;
  beforeAll(async () => {
    fresh = await freshPact(PAIR, false);
    await write(fresh, "one", "yes");
    server = createServer((_request, response) => {
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await fresh.discard();
  });
  beforeEach(() => {
    answer = { answer: "yes" };
    verification = {
      pact: join(fresh.folder, pactFileName(PAIR)),
      pair: PAIR,
      states: { "a state": () => undefined },
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    };
  });

  it("is green when the provider keeps the contract, and says how many interactions it saw", async () => {
    expect(await verifyPact(verification)).toBe(1);
  });

  it("goes red when the provider breaks the contract", async () => {
    answer = { answer: "no" };
    await expect(verifyPact(verification)).rejects.toThrow();
  });

  it("goes red when a state has no handler", async () => {
    await expect(verifyPact({ ...verification, states: {} })).rejects.toThrow("no handler for the state 'a state'");
  });

  it("goes red when a handler belongs to no state", async () => {
    const states = { ...verification.states, "an old state": () => undefined };
    await expect(verifyPact({ ...verification, states })).rejects.toThrow("which no interaction names");
  });

  it("goes red when a state handler throws", async () => {
    const states = {
      "a state": () => {
        throw new Error("no database");
      },
    };
    await expect(verifyPact({ ...verification, states })).rejects.toThrow(
      "the state 'a state' could not be reached: no database",
    );
  });

  it("goes red at another pair's contract", async () => {
    await expect(verifyPact({ ...verification, pair: { ...PAIR, provider: "another" } })).rejects.toThrow(
      "not of a-consumer and another",
    );
  });

  it("goes red when there is no contract, or an empty one", async () => {
    await expect(verifyPact({ ...verification, pact: "/nowhere.json" })).rejects.toThrow();
    const empty = join(fresh.folder, "..", `empty-${process.pid}.json`);
    await writeFile(
      empty,
      JSON.stringify({ consumer: { name: "a-consumer" }, provider: { name: "a-provider" }, interactions: [] }),
    );
    await expect(verifyPact({ ...verification, pact: empty, states: {} })).rejects.toThrow("holds no interaction");
    await rm(empty);
  });
});
