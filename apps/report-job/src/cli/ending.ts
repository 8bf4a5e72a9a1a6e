/** The conventional exit codes of a process that a signal ended. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** The part of a process that hears signals. */
export interface SignalSource {
  on(signal: keyof typeof EXIT_CODES, work: () => void): unknown;
}

/**
 * What a process does that is asked to end: at the first time it says so and finishes what is under way, at the second
 * it ends at once. What is committed is safe either way.
 *
 * @returns the signal that everything under way listens to.
 */
export function endingOf(
  source: SignalSource,
  say: (line: string) => void,
  endAtOnce: (exitCode: number) => void,
): AbortSignal {
  const ending = new AbortController();
  for (const [name, exitCode] of Object.entries(EXIT_CODES)) {
    source.on(name as keyof typeof EXIT_CODES, () => {
      if (ending.signal.aborted) return endAtOnce(exitCode);
      say("Interrupted, finishing what is under way. A second signal ends it at once.");
      ending.abort();
    });
  }
  return ending.signal;
}
