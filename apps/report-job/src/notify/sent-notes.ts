import { createHash, randomUUID } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { makeFolder } from "../run/make-folder.ts";
import type { Message } from "./message.ts";
import { sentNotesSchema } from "./sent-notes-schema.ts";

const FILE = "notified.json";
/** Older ones are forgotten: nobody starts them again. */
const MOST_KEPT = 500;

export type Note = z.output<typeof sentNotesSchema>[number];
/** A threshold that a target knows as crossed. */
export type StandingThreshold = NonNullable<Note["standing"]>[number];

/** Which messages were sent, as a folder's file has it. One that cannot be read is as good as none. */
export async function readNotes(folder: string): Promise<readonly Note[]> {
  return parseNotes(await readFile(notesPath(folder), "utf8").catch(() => ""));
}

export function notesPath(folder: string): string {
  return join(folder, FILE);
}

/** The text of two files' notes, in the order in which they were told; of the same target and slot, the last one counts. */
export function notesOfBoth(one: string, other: string): string {
  return notesText(inOrder(parseNotes(one), parseNotes(other)));
}

function parseNotes(text: string): readonly Note[] {
  try {
    return sentNotesSchema.parse(JSON.parse(text));
  } catch {
    return [];
  }
}

/** Notes in the place of those of the same target and slot. */
export function laidOver(known: readonly Note[], sent: readonly Note[]): readonly Note[] {
  return [...known.filter((note) => !sent.some((other) => isOfSame(note, other))), ...sent];
}

/** The notes of two files in the order in which they were told; of the same target and slot, the last one. */
export function inOrder(one: readonly Note[], other: readonly Note[]): readonly Note[] {
  if (one.length === 0 || other.length === 0) return [...one, ...other];
  // Notes of earlier programs do not say when they were told: they come first, and stay in their order.
  const told = [...one, ...other].toSorted((a, b) => (a.toldAt ?? "").localeCompare(b.toldAt ?? "", "en"));
  return told.filter((note, at) => !told.slice(at + 1).some((later) => isOfSame(note, later)));
}

function isOfSame(one: Note, other: Note): boolean {
  return one.target === other.target && one.slot === other.slot;
}

function notesText(notes: readonly Note[]): string {
  return `${JSON.stringify(notes.slice(-MOST_KEPT))}\n`;
}

/** Puts down what was sent, in the place of what the same targets were told of the same slot. */
export async function writeNotes(folder: string, sent: readonly Note[]): Promise<void> {
  await replaceNotes(folder, laidOver(await readNotes(folder), sent));
}

/** Puts notes down in the place of all that were there. */
export async function replaceNotes(folder: string, notes: readonly Note[]): Promise<void> {
  await makeFolder(folder);
  const waiting = join(folder, `.${FILE}-${randomUUID()}`);
  try {
    await writeFile(waiting, notesText(notes));
    await rename(waiting, notesPath(folder));
  } finally {
    // Where nothing could be written, nothing can be removed either: that is no news.
    await rm(waiting, { force: true }).catch(() => {});
  }
}

/**
 * Which process told it, and where, is no part of what was said: another one would say the same again. Nor is where the report was
 * published, and what was over by it: that is told once.
 *
 * @param now of what has no slot, the same is said once a day.
 * @param startedAt when the run of a report began. @default now
 */
export function noteOf(
  target: string,
  {
    host: _host,
    runId: _runId,
    config: _config,
    workingFolder: _workingFolder,
    recovery: _recovery,
    late: _late,
    published: _published,
    ...said
  }: Message,
  now: Date,
  startedAt: Date = now,
): Note {
  const day = said.slot === null ? [now.toISOString().slice(0, 10)] : [];
  const text = JSON.stringify([said, ...day]);
  return {
    target,
    slot: said.slot,
    digest: sha256(text),
    status: said.status,
    exitCode: said.exitCode,
    ...(said.unpublished === null ? {} : { unpublished: answerNote({ ...said, ...said.unpublished }) }),
    startedAt: startedAt.toISOString(),
    toldAt: now.toISOString(),
  };
}

/** What a report says, so that it is known again in a message that tells the same. */
export function answerNote<Status extends Message["status"]>({
  status,
  exitCode,
  crossed,
  changes,
}: Pick<Message, "exitCode" | "crossed" | "changes"> & { readonly status: Status }) {
  return { status, exitCode, digest: sha256(JSON.stringify([crossed, changes])) };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

export function isNoted(known: readonly Note[], { target, slot, digest }: Note): boolean {
  return known.some((note) => note.target === target && note.slot === slot && note.digest === digest);
}
