import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callRows } from "./journal-rows.ts";
import { loadJournals } from "./load-journals.ts";
import { journalFolder, openState, type State } from "./open-state.ts";
import { openRollingJournal } from "./rolling-journal.ts";

const AT_ONCE = { units: 1, seconds: 1000 };
const SLOT = "s";
let folder: string;
let state: State;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-rolling-"));
  state = await openState(folder, "main");
});
afterEach(async () => {
  await state.close();
  await rm(folder, { recursive: true, force: true });
});

function unit(number: number): string {
  const fileIds = [`f-${number}`];
  const request = { instanceId: "i", associatedResourceArn: "a", fileIds, numbers: new Map([[`f-${number}`, number]]) };
  const outcomes = [{ kind: "failed", fileId: `f-${number}`, code: "SourceTimeout", message: "m" }] as const;
  return callRows(request, outcomes, [], new Date(0), { requests: 1, retries: 0, throttles: 0 });
}

const LENGTH = unit(100).length;
const parts = async (): Promise<string[]> => (await readdir(journalFolder(state.folder))).sort();

async function loaded(): Promise<number[]> {
  const rows = await state.connection.runAndReadAll("SELECT number FROM working_outcomes ORDER BY number");
  return rows.getRowsJS().map(([number]) => Number(number));
}

/** The state, which takes nothing in before it may. */
function slowState(mayLoad: Promise<void>): State {
  const run: State["connection"]["run"] = async (...asked) => {
    if (asked[0].startsWith("CREATE OR REPLACE TEMP TABLE units")) await mayLoad;
    return state.connection.run(...asked);
  };
  const connection = new Proxy(state.connection, {
    get: (target, name) => {
      const member = name === "run" ? run : Reflect.get(target, name);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
  return { ...state, connection };
}

describe("the journals of a long run", () => {
  it("hold every unit once, in any number of parts", async () => {
    const journal = await openRollingJournal(state, SLOT, AT_ONCE, 7 * LENGTH);
    const numbers = Array.from({ length: 100 }, (_, index) => 100 + index);
    const names = new Set<string>();
    for (let from = 0; from < numbers.length; from += 5) {
      await Promise.all(numbers.slice(from, from + 5).map((number) => journal.append(unit(number))));
      for (const part of await parts()) names.add(part);
    }
    await journal.close();
    expect(names.size).toBeGreaterThan(8);
    await loadJournals(state, SLOT);
    expect(await loaded()).toEqual(numbers);
    expect(await parts()).toEqual([]);
  });

  it.each([
    ["was not taken yet", false],
    ["was taken and not removed", true],
  ])("are taken whole after a kill: a part that %s, and the next one, torn", async (_, isTaken) => {
    const folderOfParts = journalFolder(state.folder);
    const first = join(folderOfParts, "000000001.ndjson");
    await writeFile(first, unit(101) + unit(102));
    if (isTaken) {
      await loadJournals(state, SLOT, first);
      await writeFile(first, unit(101) + unit(102));
    }
    await writeFile(join(folderOfParts, "000000002.ndjson"), unit(103) + unit(104).slice(0, -20));
    await loadJournals(state, SLOT);
    expect(await loaded()).toEqual([101, 102, 103]);
    expect(await parts()).toEqual([]);
  });

  it("go on while a part is taken into the state, and wait with the next but one", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const journal = await openRollingJournal(slowState(promise), SLOT, AT_ONCE, 2 * LENGTH);
    for (const number of [101, 102, 103]) await journal.append(unit(number));
    expect(await loaded()).toEqual([]);
    const [, second = ""] = await parts();
    expect(await readFile(join(journalFolder(state.folder), second), "utf8")).toBe(unit(103));
    let isWaiting = true;
    const fourth = journal.append(unit(104)).then(() => {
      isWaiting = false;
    });
    await new Promise((done) => setTimeout(done, 50));
    expect([isWaiting, (await parts()).length]).toEqual([true, 2]);
    resolve();
    await fourth;
    await journal.close();
    await loadJournals(state, SLOT);
    expect(await loaded()).toEqual([101, 102, 103, 104]);
  });

  it("end with the trouble of the state that could not take a part, and keep the part", async () => {
    const { promise, reject } = Promise.withResolvers<void>();
    promise.catch(() => {});
    const journal = await openRollingJournal(slowState(promise), SLOT, AT_ONCE, 2 * LENGTH);
    for (const number of [101, 102, 103]) await journal.append(unit(number));
    reject(new Error("the disk is full"));
    await new Promise((done) => setTimeout(done, 50));
    await expect(journal.append(unit(104))).rejects.toThrow("the disk is full");
    await expect(journal.close()).rejects.toThrow("the disk is full");
    await loadJournals(state, SLOT);
    expect(await loaded()).toEqual([101, 102, 103]);
  });
});
