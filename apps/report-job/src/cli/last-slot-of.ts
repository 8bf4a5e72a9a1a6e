import type { Config } from "../config/config-schema.ts";
import { JobError } from "../exit-code.ts";
import { withEachReadableState } from "../job/open-job-states.ts";
import { reportScopes } from "../job/report-scopes.ts";
import type { Io } from "../process/io.ts";
import { newestSlot } from "../report/query/newest-slot.ts";
import type { LastSlot } from "../schedule/last-slot.ts";
import { terminalText } from "../terminal/terminal-text.ts";

/**
 * The slot that was finished last, by the states that can be read; why others cannot is said. Undefined where no run has finished yet.
 *
 * @throws {JobError} unavailable: another process has the states, and may be about to finish a slot; or what could be read knows of
 * none, and what could not be may.
 */
export async function lastSlotOf(
  config: Config,
  io: Pick<Io, "environment" | "signal" | "say"> & Partial<Pick<Io, "progress" | "clock">>,
): Promise<LastSlot | undefined> {
  return await withEachReadableState(config, config.scopes, io, async (readable, unreadable) => {
    const scopes = reportScopes(readable, io.environment).filter(({ name }) => !unreadable.has(name));
    const newest = await newestSlot(scopes);
    if ("missing" in newest) {
      const inUse = newest.missing.find(({ code }) => code === "state-in-use");
      if (inUse !== undefined) throw new JobError("unavailable", inUse.text, undefined, "reason-state-in-use");
      const [text] = unreadable.values();
      if (text !== undefined) throw new JobError("unavailable", text, undefined, "reason-state-unreadable");
    }
    for (const [scope, text] of unreadable) io.say(terminalText(`${scope}: ${text}`));
    if ("slot" in newest) return newest;
    for (const { scope, code, text } of newest.missing) {
      if (code !== "state-missing" && code !== "no-finished-run") io.say(`${scope}: ${text}`);
    }
    return undefined;
  });
}
