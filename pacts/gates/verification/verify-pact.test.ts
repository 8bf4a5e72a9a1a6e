import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FreshPact, freshPact } from "../fresh-pact.ts";
import { pactFileName, readPact } from "../pact-file.ts";
import { PAIR, writeInteraction } from "../write-interaction.test-support.ts";
import { type Verification, verifyPact } from "./verify-pact.ts";

describe("the verification of a provider", () => {
  let fresh: FreshPact;
  let folder: string;
  let server: Server;
  let answer: unknown;
  let verification: Verification;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "attached-files-verification-"));
    fresh = await freshPact(PAIR, false);
    await writeInteraction(fresh, "one", "yes");
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
    await rm(folder, { recursive: true, force: true });
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

  it("finds a contract by its URL in a folder whose name a URL encodes", async () => {
    const odd = join(folder, "a b#ü%41");
    await mkdir(odd);
    await copyFile(verification.pact, join(odd, "pact.json"));
    expect(await verifyPact({ ...verification, pact: pathToFileURL(join(odd, "pact.json")) })).toBe(1);
  });

  it("goes red when the provider breaks the contract, and says where", async () => {
    answer = { answer: "no" };
    await expect(verifyPact(verification)).rejects.toThrow(
      "'one', given a state: $.answer: Expected 'no' (String) to be equal to 'yes' (String)",
    );
  });

  it("goes red when a state has no handler", async () => {
    await expect(verifyPact({ ...verification, states: {} })).rejects.toThrow("no handler for the state 'a state'");
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

  it("goes red when an interaction names no state", async () => {
    const stateless = await freshPact(PAIR, false);
    await writeInteraction(stateless, "one", "yes", []);
    const pact = join(stateless.folder, pactFileName(PAIR));
    await expect(verifyPact({ ...verification, pact, states: {} })).rejects.toThrow("'one' names no state");
    await stateless.discard();
  });

  it("goes red when Pact passes over an interaction, as it does over one of a kind that it does not know", async () => {
    const file = await readPact(verification.pact);
    const interactions = [
      ...file.interactions,
      { ...file.interactions[0], description: "two", type: "Synchronous/Mail" },
    ];
    const pact = join(folder, "two.json");
    await writeFile(pact, JSON.stringify({ ...file, interactions }));
    await expect(verifyPact({ ...verification, pact })).rejects.toThrow(
      "the interaction 'two' was to be verified 1 times, and was 0 times",
    );
  });

  it("goes red when there is no contract", async () => {
    await expect(verifyPact({ ...verification, pact: join(folder, "none.json") })).rejects.toThrow("ENOENT");
  });
});

describe("the verification of a provider that answers messages", () => {
  let fresh: FreshPact;
  let verification: Verification;
  beforeAll(async () => {
    fresh = await freshPact(PAIR, false);
    await fresh
      .pact()
      .addSynchronousInteraction("a question")
      .given("a state")
      .withRequest((builder) => void builder.withJSONContent({ ask: 1 }))
      .withResponse((builder) => void builder.withJSONContent({ answer: "yes" }))
      .executeTest(async () => {});
    verification = {
      pact: join(fresh.folder, pactFileName(PAIR)),
      pair: PAIR,
      states: { "a state": () => undefined },
      answer: async () => ({ answer: "yes" }),
    };
  });
  afterAll(() => fresh.discard());

  it("hands the request over, and is green when the answer is the contract's", async () => {
    const asked: unknown[] = [];
    const answer = async (...question: unknown[]) => {
      asked.push(question);
      return { answer: "yes" };
    };
    expect(await verifyPact({ ...verification, answer })).toBe(1);
    expect(asked).toEqual([["a question", { ask: 1 }]]);
  });

  it("goes red when the answer is another, and says where", async () => {
    await expect(verifyPact({ ...verification, answer: async () => ({ answer: "no" }) })).rejects.toThrow(
      "'a question', given a state: $.answer: Expected 'no' (String) to be equal to 'yes' (String)",
    );
  });

  it("goes red when the provider throws", async () => {
    const answer = () => Promise.reject(new Error("no database"));
    await expect(verifyPact({ ...verification, answer })).rejects.toThrow(
      "the message 'a question' could not be answered: no database",
    );
  });
});
