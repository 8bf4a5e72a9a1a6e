import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Log } from "../observe/log.ts";
import { failureMessage } from "./failure-message.ts";
import { keepNotes, readKeptNotes } from "./kept-notes.ts";
import { type Note, noteOf, readNotes } from "./sent-notes.ts";
import { TELLER } from "./teller.test-support.ts";

let folder: string;
let stateFolder: string;
let fallbackFolder: string;
let lines: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-kept-notes-"));
  stateFolder = join(folder, "state");
  fallbackFolder = join(folder, "report");
  lines = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const log = new Log((entry) => lines.push(`${entry.level}: ${entry.lines.join(" ")}`));
const keep = (...sent: readonly Note[]) => keepNotes({ stateFolder, fallbackFolder }, sent, log);
const kept = () => readKeptNotes({ stateFolder, fallbackFolder });
/** Told of a slot, at an hour of a day. */
const told = (slot: string, hour: number) =>
  noteOf("ops", failureMessage(slot, 4, TELLER), new Date(Date.UTC(2026, 10, 24, hour)));

/** Nobody can write below a file, whoever it is. */
const refuse = (place: string) => writeFile(place, "no folder");
async function mend(place: string): Promise<void> {
  await rm(place, { recursive: true });
  await mkdir(place);
}

it("what the state folder does not take is noted beside the reports, and gets there as soon as it does", async () => {
  await refuse(stateFolder);
  await keep(told("a", 1));
  await keep(told("b", 2));
  expect(await readNotes(fallbackFolder)).toEqual([told("a", 1), told("b", 2)]);
  expect(lines).toEqual(
    Array(2).fill(expect.stringMatching(/^info: .* noted in \S+report, because \S+state .*ENOTDIR/)),
  );
  await mend(stateFolder);
  expect(await kept()).toEqual([told("a", 1), told("b", 2)]);
  await keep(told("c", 3));
  expect(await readNotes(stateFolder)).toEqual([told("a", 1), told("b", 2), told("c", 3)]);
  expect(await readdir(fallbackFolder)).toEqual([]);
});

it("notes of both are in the order in which they were told, and those that cannot be removed come to nothing", async () => {
  await keep(told("a", 1));
  const text = await readFile(join(stateFolder, "notified.json"), "utf8");
  await rm(stateFolder, { recursive: true });
  await refuse(stateFolder);
  await keep(told("b", 2));
  await mend(stateFolder);
  await writeFile(join(stateFolder, "notified.json"), text);
  expect(await kept()).toEqual([told("a", 1), told("b", 2)]);
  const beside = await readFile(join(fallbackFolder, "notified.json"), "utf8");
  await keep(told("b", 3), told("c", 4));
  await writeFile(join(fallbackFolder, "notified.json"), beside);
  expect(await kept()).toEqual([told("a", 1), told("b", 3), told("c", 4)]);
});

it("notes of an earlier program, which do not say when, are the earliest, in their order", async () => {
  const { toldAt: _, ...z } = told("z", 9);
  const { toldAt: __, ...y } = told("y", 8);
  await keep(z, y);
  await mkdir(fallbackFolder);
  await writeFile(join(fallbackFolder, "notified.json"), JSON.stringify([told("a", 1)]));
  expect(await kept()).toEqual([z, y, told("a", 1)]);
});

it("what can be noted nowhere is said with what comes of it, and this process knows it until it is noted", async () => {
  await refuse(stateFolder);
  await refuse(fallbackFolder);
  await keep(told("a", 1));
  expect(lines).toEqual([
    expect.stringMatching(
      /^warn: What was sent could not be noted in \S+state \(ENOTDIR\) or \S+report \(ENOTDIR\): .*will not say that it is over\. What to do: attached-files run-book trouble-disk-full$/,
    ),
  ]);
  expect(await kept()).toEqual([told("a", 1)]);
  await mend(stateFolder);
  await keep(told("b", 2));
  expect(await readNotes(stateFolder)).toEqual([told("a", 1), told("b", 2)]);
});

it("a report folder that is the state folder is no other place, and is told once", async () => {
  await refuse(stateFolder);
  await keepNotes({ stateFolder, fallbackFolder: `${stateFolder}/.` }, [told("a", 1)], log);
  expect(lines).toEqual([expect.stringMatching(/^warn: .*could not be noted in \S+state \(ENOTDIR\): a later/)]);
});
