import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, expect, it } from "vitest";
import { failureMessage } from "./failure-message.ts";
import { isNoted, noteOf, readNotes, writeNotes } from "./sent-notes.ts";
import { SENT_NOTES_JSON_SCHEMA_FILE, sentNotesJsonSchema } from "./sent-notes-json-schema.ts";
import { TELLER } from "./teller.test-support.ts";

const NOW = new Date("2026-11-24T07:00:00Z");

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-notes-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const note = noteOf("ops", failureMessage("2026-11-24", 4, TELLER), NOW);
const ofNoSlot = noteOf("ops", failureMessage(undefined, 2, TELLER), NOW);
const written = async () => JSON.parse(await readFile(join(folder, "notified.json"), "utf8")) as unknown;

it("notified.json has a committed schema that is the program's own (else: pnpm generate:schemas), and keeps it", async () => {
  const text = await readFile(SENT_NOTES_JSON_SCHEMA_FILE, "utf8");
  expect(text).toBe(sentNotesJsonSchema());
  const validate = new Ajv2020({ strict: true }).compile(JSON.parse(text));
  await writeNotes(folder, [note, ofNoSlot]);
  validate(await written());
  expect(validate.errors ?? []).toEqual([]);
  expect(await written()).toEqual([note, ofNoSlot]);
  for (const wrong of [
    { ...note, digest: "x" },
    { ...note, slot: 1 },
    { slot: "s", digest: note.digest },
  ]) {
    expect(validate([wrong])).toBe(false);
  }
});

it.each(["", "{", "{}", '[{"target":"ops","slot":null,"digest":"0"}]', "[1]"])(
  "a file that holds %j is as good as none, and replaced",
  async (text) => {
    await writeFile(join(folder, "notified.json"), text);
    expect(await readNotes(folder)).toEqual([]);
    await writeNotes(folder, [note]);
    expect(isNoted(await readNotes(folder), note)).toBe(true);
  },
);

it("keeps the newest 500, one of each target and slot", async () => {
  const many = Array.from({ length: 600 }, (_, day) => noteOf("ops", failureMessage(`slot-${day}`, 4, TELLER), NOW));
  await writeNotes(folder, many);
  await writeNotes(folder, [noteOf("ops", failureMessage("slot-599", 2, TELLER), NOW)]);
  const kept = await readNotes(folder);
  expect(kept).toHaveLength(500);
  expect(kept.filter(({ slot }) => slot === "slot-599")).toEqual([
    noteOf("ops", failureMessage("slot-599", 2, TELLER), NOW),
  ]);
  expect(kept.some(({ slot }) => slot === "slot-99")).toBe(false);
});

it("what has no slot is noted for a day: the same mistake a month later is told again", () => {
  const message = failureMessage(undefined, 2, TELLER);
  const later = (time: string) => isNoted([noteOf("ops", message, NOW)], noteOf("ops", message, new Date(time)));
  expect([later("2026-11-24T23:59:59Z"), later("2026-11-25T00:00:00Z")]).toEqual([true, false]);
});
