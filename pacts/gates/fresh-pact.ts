import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PactV4, SpecificationVersion } from "@pact-foundation/pact";
import { committedPact, type PactFile, type Pair, pactFileName } from "./pact-file.ts";

/** A contract that is written anew by a consumer's tests, in an empty folder: Pact itself only ever merges. */
export interface FreshPact {
  readonly folder: string;
  /** A new writer each time; all of them write to the same file. */
  pact(): PactV4;
  /**
   * Holds what was written against the committed contract, byte for byte.
   *
   * @returns what differs, in words for a person; nothing when they are the same.
   */
  differences(committed?: URL | string): Promise<string[]>;
  discard(): Promise<void>;
}

export async function freshPact(pair: Pair, update = process.env.PACT_UPDATE === "1"): Promise<FreshPact> {
  const folder = await mkdtemp(join(tmpdir(), "attached-files-pact-"));
  return {
    folder,
    pact: () =>
      new PactV4({ ...pair, dir: folder, spec: SpecificationVersion.SPECIFICATION_VERSION_V4, logLevel: "error" }),
    differences: async (committed = committedPact(pair)) => {
      const written = await readdir(folder);
      const name = pactFileName(pair);
      const strange = written.filter((file) => file !== name);
      if (strange.length > 0) return [`the tests wrote to other contracts too: ${strange.join(", ")}`];
      if (!written.includes(name)) return [`the tests wrote no contract ${name}`];
      const fresh = `${(await readFile(join(folder, name), "utf8")).trimEnd()}\n`;
      if (update) await writeFile(committed, fresh);
      const before = await readFile(committed, "utf8").catch(() => undefined);
      return compare(name, before, fresh);
    },
    discard: () => rm(folder, { recursive: true, force: true }),
  };
}

const NEXT_STEP = "Run 'pnpm pacts:update' where the change is meant.";

function compare(name: string, committed: string | undefined, fresh: string): string[] {
  if (committed === fresh) return [];
  if (committed === undefined) return [`${name} is not committed. ${NEXT_STEP}`];
  const before = byDescription(committed);
  const after = byDescription(fresh);
  const lines = [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((description) => {
    if (!after.has(description)) return [`no test writes '${description}' any more`];
    if (!before.has(description)) return [`'${description}' is new`];
    return before.get(description) === after.get(description) ? [] : [`'${description}' has changed`];
  });
  return [
    `${name} differs from what the tests write. ${NEXT_STEP}`,
    ...(lines.length > 0 ? lines : ["something outside its interactions differs"]),
  ];
}

function byDescription(text: string): Map<string, string> {
  const { interactions } = JSON.parse(text) as PactFile;
  return new Map(interactions.map((each) => [`${each.description}${states(each)}`, JSON.stringify(each)]));
}

function states({ providerStates = [] }: PactFile["interactions"][number]): string {
  return providerStates.map(({ name }) => `, given ${name}`).join("");
}
