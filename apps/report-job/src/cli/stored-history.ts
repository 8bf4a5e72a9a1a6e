import { loadConfig } from "../config/load-config.ts";
import { EXIT_CODE, type ExitCode } from "../exit-code.ts";
import { type History, type HistoryLimits, withHistory } from "../history/open-history.ts";
import { withEachReadableState } from "../job/open-job-states.ts";
import type { Io } from "../process/io.ts";
import { stateFilePath } from "../state/open-state.ts";
import { bucketPlace } from "../state-on-s3/state-bucket.ts";
import { terminalText } from "../terminal/terminal-text.ts";
import { namedScopes } from "./named-scopes.ts";

/** What every command that looks at the states is told. */
export interface HistoryOptions {
  readonly config?: string;
  /** The scopes that are looked at; all without it. */
  readonly scope?: readonly string[];
  /** Settings given as flags, by the flag's name. */
  readonly overrides: Readonly<Record<string, string | undefined>>;
}

/**
 * Looks at the states of a configuration, and tells those that cannot be read. Makes no call, and writes nothing.
 *
 * @param work what is done where at least one state can be read.
 * @returns complete, partial where a state cannot be read, or unavailable where none can.
 */
export async function withStoredHistory(
  options: HistoryOptions,
  io: Io,
  work: (history: History) => Promise<void>,
  limits?: HistoryLimits,
): Promise<ExitCode> {
  const config = await loadConfig({
    environment: io.environment,
    flags: options.overrides,
    logAs: io.logAs,
    ...(options.config === undefined ? {} : { path: options.config }),
  });
  const named = namedScopes(config, options.scope);
  return await withEachReadableState(config, named, io, ({ state }, unreadable) => {
    const scopes = named.map(({ name }) => {
      const stored = { name, stateFile: stateFilePath(state.folder, name), ...bucketPlace(state, name) };
      const text = unreadable.get(name);
      return text === undefined ? stored : { ...stored, unreadable: text };
    });
    return withHistory(
      scopes,
      async (history) => {
        for (const { scope, text } of history.unread) io.say(terminalText(`${scope}: ${text}`));
        if (history.scopes.length === 0) return EXIT_CODE.unavailable;
        await work(history);
        return history.unread.length === 0 ? EXIT_CODE.complete : EXIT_CODE.partial;
      },
      limits,
    );
  });
}
