import { ConfigError } from "../config/config-error.ts";
import type { Config } from "../config/config-schema.ts";
import { JobError } from "../exit-code.ts";
import { tellOfEnd } from "../notify/tell-people.ts";
import type { Io } from "../process/io.ts";
import { parseSlot } from "../run/slot.ts";

const MOST_NAMED = 10;

/**
 * Reads the configuration of a job that nobody watches: of a command, or of a function. One that is refused is told to the targets in
 * it that are right in themselves, before it is thrown.
 *
 * @param slot of the job, as somebody gave it.
 * @throws {JobError} usage, with every problem at once, and with whom nobody could tell.
 */
export async function readOrTell<Read extends Config>(
  read: () => Promise<Read>,
  slot: string | undefined,
  io: Io,
): Promise<Read> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof JobError)) throw error;
    if (!(error instanceof ConfigError)) throw withWords(error, "Nobody was told: no 'notify' could be read.");
    const named = slot !== undefined && parseSlot(slot).ok ? slot : undefined;
    const { unreadTargets = [], notify } = error.readable;
    if (unreadTargets.length === 0) {
      await tellOfEnd(error.readable, named, error, io);
      throw error;
    }
    const [shown, more] = [unreadTargets.slice(0, MOST_NAMED).join(", "), unreadTargets.length - MOST_NAMED];
    const others = more > 0 ? ` and ${more} more` : "";
    const untold = `${shown}${others} could not be read, and ${unreadTargets.length === 1 ? "was" : "were"} not told.`;
    // The others hear of it, too: else each thinks that everybody knows.
    const told = withWords(error, notify.length === 0 ? `Nobody was told: ${untold}` : untold);
    await tellOfEnd(error.readable, named, told, io);
    throw told;
  }
}

/**
 * Does what no run follows where it fails. Nobody watches it: those who can be told hear of it.
 *
 * @throws what the work threw.
 */
export async function doOrTell<Done>(config: Config, io: Io, work: () => Promise<Done>): Promise<Done> {
  try {
    return await work();
  } catch (error) {
    const isAsked = error instanceof JobError && error.code === "interrupted";
    if (!isAsked) await tellOfEnd(config, undefined, error, io);
    throw error;
  }
}

function withWords(error: JobError, words: string): JobError {
  return new JobError(error.code, `${error.message}\n${words}`, error.cause, error.section);
}
