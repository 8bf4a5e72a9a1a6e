import { type FreshPact, freshPact, PAIRS } from "@attached-files/pacts";
import { MatchersV3 } from "@pact-foundation/pact";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPublished } from "./report-reader.test-support.ts";

const { integer, regex } = MatchersV3;

const LOCATION = "file:///var/reports/2026-11-24T06~00~00Z/";
const SIZE = 214;

let fresh: FreshPact;
beforeAll(async () => {
  fresh = await freshPact(PAIRS[3]);
});
afterAll(() => fresh.discard());

/** The folder that the messages of this contract tell of. */
function folder(status: string): Record<string, Uint8Array> {
  const csv = "eb55b0d62a9b4a8bb3d6f0b0e1c9a0f2";
  const files = [{ file: "problems.csv", sizeBytes: 32, sha256: CSV_SHA256, rows: 1 }];
  const manifest = JSON.stringify({ slot: "2026-11-24T06:00:00Z", status, files }).padEnd(SIZE);
  const encoder = new TextEncoder();
  return { [`${LOCATION}manifest.json`]: encoder.encode(manifest), [`${LOCATION}problems.csv`]: encoder.encode(csv) };
}

const CSV_SHA256 = "4a04a11ab56703b5a7fe16395a986b154c86cbb7e73268a8d76f852b1ad23b9a";
const MANIFEST_SHA256: Readonly<Record<string, string>> = {
  complete: "e9a70d9363192fac43d98b8a2c787b9b777c927ff0a8ac53c79a6f17608a8163",
  partial: "fd1cb4fe7a08a7698bf86224a306ec96b883b5bac8b6fdbce10be2816b0cc8a4",
};

function read(files: Readonly<Record<string, Uint8Array>>): (url: string) => Promise<Uint8Array> {
  return async (url) => {
    const bytes = files[url];
    if (bytes === undefined) throw new Error(`nothing at ${url}`);
    return bytes;
  };
}

describe("a reader of reports is told", () => {
  it.each(["complete", "partial"])("of one that is %s, and finds all of it", async (status) => {
    await fresh
      .pact()
      .addAsynchronousInteraction()
      .given(`the report of slot 2026-11-24T06:00:00Z was published, ${status}`)
      .expectsToReceive(`report published, ${status}`, (builder) => {
        builder.withJSONContent({
          type: "attached-files.report-published",
          version: 1,
          slot: "2026-11-24T06:00:00Z",
          status,
          generatedAt: regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, "2026-11-24T06:02:06.000Z"),
          location: regex(/^[a-z0-9]+:\/\/.*\/$/, LOCATION),
          manifest: {
            file: "manifest.json",
            sizeBytes: integer(SIZE),
            sha256: regex(/^[0-9a-f]{64}$/, MANIFEST_SHA256[status] ?? ""),
          },
          totals: { references: integer(3), needsAPerson: integer(1), notKnown: integer(0) },
        });
      })
      .executeTest(async (message: { readonly contents: { readonly content: unknown } }) => {
        const { content } = message.contents;
        const told = Buffer.isBuffer(content) || typeof content === "string" ? JSON.parse(content.toString()) : content;
        const files = folder(status);

        const trusted = await readPublished(told, read(files));

        expect(trusted).toEqual({ slot: "2026-11-24T06:00:00Z", status, rows: { "problems.csv": 1 } });
        const spoilt = { ...files, [`${LOCATION}problems.csv`]: new TextEncoder().encode("half a fil") };
        await expect(readPublished(told, read(spoilt))).rejects.toThrow("problems.csv is another one");
      });
  });
});

it("the contract is the committed one", async () => {
  expect(await fresh.differences()).toEqual([]);
});
