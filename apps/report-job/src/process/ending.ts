/** The conventional exit codes of a process that a signal ended. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** The part of a process that hears signals. */
export interface SignalSource {
  on(signal: keyof typeof EXIT_CODES, work: () => void): unknown;
}

/**
 * What a process does that is asked to end: at the first time it says so and finishes what is under way, at the second
 * it ends at once. What is committed is safe either way. Where it only waits, it says that, and there is nothing to finish.
 *
 * @returns the signal that everything under way listens to.
 */
export function endingOf(
  source: SignalSource,
  say: (line: string) => void,
  endAtOnce: (exitCode: number) => void,
  onlyWaits: () => boolean = () => false,
): AbortSignal {
  const ending = new AbortController();
  for (const [name, exitCode] of Object.entries(EXIT_CODES)) {
    source.on(name as keyof typeof EXIT_CODES, () => {
      if (ending.signal.aborted) return endAtOnce(exitCode);
      say(
        onlyWaits()
          ? "Interrupted while it only waited: nothing is under way, and it ends now."
          : "Interrupted, finishing what is under way. A second signal ends it at once.",
      );
      ending.abort();
    });
  }
  return ending.signal;
}
