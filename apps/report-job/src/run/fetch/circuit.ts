import type { SourceErrorCode } from "@attached-files/core";

/** Failures in a row after which single calls probe, and nothing else is asked. */
export const OPENS_AFTER = 5;

/** Resources that are denied, with no call that was answered, after which everything is. */
const DENIED_EVERYWHERE = 3;

/** Where calls were answered before: denied calls in a row after which the rest is given up. */
const MOST_DENIED_IN_A_ROW = 100;

const FIRST_PROBE_MS = 2000;
const LONGEST_PROBE_MS = 30_000;

/** Why a source was given up. */
export interface GivenUp {
  readonly code: SourceErrorCode;
  /** As a sentence without its subject: 'gave up after …'. */
  readonly reason: string;
}

/** Tells a call that began before the circuit opened from one that probes. */
export type Begun = number;

/**
 * Decides by what came of the calls whether more are to be made. A source that fails five times in a row is held back from:
 * one call probes after 2, 4, 8, 16 and then every 30 seconds, until it is answered, or until so many in a row have failed
 * that it is given up. Calls that were under way when it opened say nothing new. Nothing is hoped for where everything is
 * denied, or there are no credentials.
 */
export class Circuit {
  readonly #stopAfterFailures: number;
  #failuresInARow = 0;
  #openings = 0;
  #isOpen = false;
  #probes = 0;
  #isAnswered = false;
  #deniedInARow = 0;
  readonly #denied = new Set<string>();
  #givenUp: GivenUp | undefined;

  /** @param stopAfterFailures from 1 on. */
  constructor(stopAfterFailures: number) {
    this.#stopAfterFailures = stopAfterFailures;
  }

  get givenUp(): GivenUp | undefined {
    return this.#givenUp;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether the source has answered a call. */
  get isAnswered(): boolean {
    return this.#isAnswered;
  }

  /** How long to wait before the next probe. */
  get probeDelayMs(): number {
    return Math.min(LONGEST_PROBE_MS, FIRST_PROBE_MS * 2 ** this.#probes);
  }

  begin(): Begun {
    return this.#openings;
  }

  /** The source is there: it told of files, of a resource that is gone, or of an id that is none. */
  answered(): void {
    this.#isAnswered = true;
    this.#failuresInARow = 0;
    this.#deniedInARow = 0;
    this.#isOpen = false;
    this.#probes = 0;
  }

  failed(code: SourceErrorCode, resource: string, begun: Begun): void {
    if (code === "AccessDeniedException") {
      this.#wasDenied(resource);
    } else if (code === "CredentialsUnavailable" && !this.#isAnswered) {
      this.#giveUp(code, "without credentials");
    } else if (!this.#isOpen || begun === this.#openings) {
      // Others were under way when it opened.
      this.#oneMore(code);
    }
  }

  #oneMore(code: SourceErrorCode): void {
    this.#failuresInARow += 1;
    if (this.#isOpen) this.#probes += 1;
    if (this.#failuresInARow >= this.#stopAfterFailures) {
      this.#giveUp(
        code,
        this.#stopAfterFailures === 1
          ? "after a call failed"
          : `after ${this.#stopAfterFailures} calls in a row failed`,
      );
    } else if (!this.#isOpen && this.#failuresInARow >= OPENS_AFTER) {
      this.#isOpen = true;
      this.#openings += 1;
    }
  }

  #wasDenied(resource: string): void {
    const code = "AccessDeniedException";
    this.#deniedInARow += 1;
    if (this.#isAnswered) {
      if (this.#deniedInARow >= MOST_DENIED_IN_A_ROW)
        this.#giveUp(code, `after ${this.#deniedInARow} calls were denied`);
      return;
    }
    this.#denied.add(resource);
    const enough = Math.min(DENIED_EVERYWHERE, this.#stopAfterFailures);
    if (this.#denied.size >= enough) this.#giveUp(code, `after all of ${enough} resources were denied`);
  }

  #giveUp(code: SourceErrorCode, reason: string): void {
    this.#givenUp ??= { code, reason: `gave up ${reason}` };
  }
}
