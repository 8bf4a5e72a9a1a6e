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

/** Which messages were sent, kept in the state folder. One that cannot be read is as good as none. */
export async function readNotes(stateFolder: string): Promise<readonly Note[]> {
  return parseNotes(await readFile(notesPath(stateFolder), "utf8").catch(() => ""));
}

export function notesPath(stateFolder: string): string {
  return join(stateFolder, FILE);
}

/** The text of two files' notes; where both have one of the same target and slot, the second's counts. */
export function mergedNotes(one: string, other: string): string {
  return notesText(laidOver(parseNotes(one), parseNotes(other)));
}

function parseNotes(text: string): readonly Note[] {
  try {
    return sentNotesSchema.parse(JSON.parse(text));
  } catch {
    return [];
  }
}

function laidOver(known: readonly Note[], sent: readonly Note[]): readonly Note[] {
  const others = known.filter((note) => !sent.some(({ target, slot }) => target === note.target && slot === note.slot));
  return [...others, ...sent];
}

function notesText(notes: readonly Note[]): string {
  return `${JSON.stringify(notes.slice(-MOST_KEPT))}\n`;
}

/** Puts down what was sent, in the place of what the same targets were told of the same slot. */
export async function writeNotes(stateFolder: string, sent: readonly Note[]): Promise<void> {
  const notes = laidOver(await readNotes(stateFolder), sent);
  await makeFolder(stateFolder);
  const waiting = join(stateFolder, `.${FILE}-${randomUUID()}`);
  try {
    await writeFile(waiting, notesText(notes));
    await rename(waiting, notesPath(stateFolder));
  } finally {
    await rm(waiting, { force: true });
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
