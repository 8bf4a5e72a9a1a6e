import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readNotes, writeNotes } from "../notify/sent-notes.ts";
import { virtualClock } from "../testing/virtual-clock.ts";
import { memoryBucket } from "./memory-bucket.test-support.ts";
import { fetchNotes } from "./shared-notes.ts";

const NEVER = new AbortController().signal;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-notes-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const note = (target: string, digit: string) => ({ target, slot: "2026-11-24", digest: digit.repeat(64) });

it("machines know of each other's messages, also where two have sent some at once", async () => {
  const clock = virtualClock();
  const { store } = memoryBucket(clock.elapsedMs).wayOf(clock);
  const machine = (name: string) => fetchNotes(store, "p/", join(folder, name), NEVER);
  const [one, other] = [await machine("one"), await machine("other")];
  await writeNotes(join(folder, "one"), [note("chat", "1"), note("sns", "1")]);
  await writeNotes(join(folder, "other"), [note("sns", "2")]);
  await one.send();
  await other.send();
  await machine("third");
  expect(await readNotes(join(folder, "third"))).toEqual([note("chat", "1"), note("sns", "2")]);
});

it("a machine that has sent nothing writes nothing", async () => {
  const clock = virtualClock();
  const bucket = memoryBucket(clock.elapsedMs);
  const { store } = bucket.wayOf(clock);
  await (await fetchNotes(store, "p/", folder, NEVER)).send();
  expect(bucket.objects.size).toBe(0);
});

it("what was told while the bucket was out of reach stands beside what it has, and gets there", async () => {
  const clock = virtualClock();
  const { store } = memoryBucket(clock.elapsedMs).wayOf(clock);
  const one = await fetchNotes(store, "p/", join(folder, "one"), NEVER);
  const told = (slot: string, toldAt: string) => ({ ...note("chat", "1"), slot, toldAt });
  await writeNotes(join(folder, "one"), [told("a", "2026-11-24T06:00:00Z")]);
  await one.send();
  await writeNotes(join(folder, "one"), [told("b", "2026-11-25T06:00:00Z")]);
  await (await fetchNotes(store, "p/", join(folder, "one"), NEVER)).send();
  await fetchNotes(store, "p/", join(folder, "other"), NEVER);
  for (const machine of ["one", "other"])
    expect((await readNotes(join(folder, machine))).map(({ slot }) => slot)).toEqual(["a", "b"]);
});
