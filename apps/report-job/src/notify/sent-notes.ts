import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Message } from "./message.ts";

const FILE = "notified.json";
/** Older ones are forgotten: nobody starts them again. */
const MOST_KEPT = 500;

/** What `notified.json` holds. */
export const sentNotesSchema = z
  .array(
    z.object({
      target: z.string().describe("Name of the target in the configuration."),
      slot: z.string().nullable().describe("null: of a run that ended before it had one."),
      digest: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .describe("SHA-256 of the message, so that the same one is not sent twice."),
    }),
  )
  .describe("Which messages were sent of which slots, the newest last. The messages themselves are not kept.");
type Note = z.output<typeof sentNotesSchema>[number];

/** Which messages were sent, kept in the state folder. One that cannot be read is as good as none. */
export async function readNotes(stateFolder: string): Promise<readonly Note[]> {
  try {
    return sentNotesSchema.parse(JSON.parse(await readFile(join(stateFolder, FILE), "utf8")));
  } catch {
    return [];
  }
}

/** Puts down what was sent, in the place of what the same targets were told of the same slot. */
export async function writeNotes(stateFolder: string, sent: readonly Note[]): Promise<void> {
  const others = (await readNotes(stateFolder)).filter(
    (note) => !sent.some(({ target, slot }) => target === note.target && slot === note.slot),
  );
  await mkdir(stateFolder, { recursive: true });
  const waiting = join(stateFolder, `.${FILE}-${randomUUID()}`);
  try {
    await writeFile(waiting, `${JSON.stringify([...others, ...sent].slice(-MOST_KEPT))}\n`);
    await rename(waiting, join(stateFolder, FILE));
  } finally {
    await rm(waiting, { force: true });
  }
}

export function noteOf(target: string, message: Message): Note {
  return { target, slot: message.slot, digest: createHash("sha256").update(JSON.stringify(message)).digest("hex") };
}

export function isNoted(known: readonly Note[], { target, slot, digest }: Note): boolean {
  return known.some((note) => note.target === target && note.slot === slot && note.digest === digest);
}
