import type { MetadataRequest, SourceErrorCode } from "@attached-files/core";
import type { PacerGauge } from "../../pacing/pacer-gauge.ts";
import type { Journal } from "../../state/journal.ts";
import type { Clock } from "../clock.ts";
import type { CallResult } from "../fetch-outcomes.ts";
import type { CallCost, FetchEnd, FetchOptions } from "./fetch-options.ts";
import { OPERATION } from "./room-for-calls.ts";

/** Writes what calls told to the journal, with what they have cost. */
export class CallRecorder<T extends MetadataRequest> {
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #options: FetchOptions<T>;
  readonly #failed = new Map<SourceErrorCode, { files: number; message: string }>();
  #calls = 0;
  #seen: CallCost;

  constructor(journal: Journal, clock: Clock, options: FetchOptions<T>) {
    this.#journal = journal;
    this.#clock = clock;
    this.#options = options;
    this.#seen = this.#total();
  }

  get failed(): FetchEnd["failed"] {
    return this.#failed;
  }

  callBegins(): void {
    this.#calls += 1;
  }

  /** @param request holds every id that an outcome names. */
  async record(request: T, result: CallResult): Promise<void> {
    const recorded = { ...result, spent: this.spent() };
    const at = this.#clock.now();
    await this.#journal.append(this.#options.rowsOf(request, recorded, at));
    const isAnswered = result.outcomes.some(({ kind }) => kind !== "failed");
    this.#options.onCall?.(result.outcomes.length, isAnswered);
    for (const outcome of result.outcomes) {
      if (outcome.kind !== "failed") continue;
      const { files, message } = this.#failed.get(outcome.code) ?? { files: 0, message: outcome.message };
      this.#failed.set(outcome.code, { files: files + 1, message });
    }
  }

  /** What was spent since this was asked last. */
  spent(): CallCost {
    const before = this.#seen;
    this.#seen = this.#total();
    const { attempts, retries, throttles, waitedMs } = this.#seen;
    return {
      attempts: attempts - before.attempts,
      retries: retries - before.retries,
      throttles: throttles - before.throttles,
      waitedMs: waitedMs - before.waitedMs,
    };
  }

  #total(): CallCost {
    const gauge: PacerGauge | undefined = this.#options.gauge;
    return gauge?.figures(OPERATION) ?? { attempts: this.#calls, retries: 0, throttles: 0, waitedMs: 0 };
  }
}
