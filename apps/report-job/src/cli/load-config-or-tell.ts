import { ConfigError } from "../config/config-error.ts";
import type { Config } from "../config/config-schema.ts";
import { type ConfigOrigin, loadConfig } from "../config/load-config.ts";
import { tellOfFailure } from "../notify/tell-people.ts";
import { troubleOfError } from "../notify/trouble.ts";
import type { Io } from "../process/io.ts";
import { parseSlot } from "../run/slot.ts";

/**
 * Reads the configuration of a command that nobody watches. One that is refused is told to the targets in it that are right
 * in themselves, before it is thrown.
 *
 * @throws {JobError} usage, with every problem at once.
 */
export async function loadConfigOrTell(origin: ConfigOrigin, slot: string | undefined, io: Io): Promise<Config> {
  try {
    return await loadConfig(origin);
  } catch (error) {
    if (error instanceof ConfigError) {
      const named = slot !== undefined && parseSlot(slot).ok ? slot : undefined;
      await tellOfFailure(error.readable, named, error.exitCode, [troubleOfError(null, error, io.environment)], io);
    }
    throw error;
  }
}
