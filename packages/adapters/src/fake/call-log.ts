import type { Fault } from "./faults/fault.ts";
import type { OperationInput } from "./operations/operation.ts";
import { weighInput } from "./weigh-input.ts";

/** A call that reached the fake, on the wire or through the port. */
export interface LoggedCall {
  readonly operation: string;
  /** Of a request that was refused before anybody looked at it, the path alone; empty where it was too large to keep. */
  readonly input: OperationInput;
  /** How many bytes the input had, where it was too large to keep. */
  readonly leftOutBytes?: number;
  /** The error's name, where it was answered with one. */
  readonly error?: string;
  /** The faults that struck it, where any did. */
  readonly struckBy?: readonly Fault[];
}

const MOST_CALLS = 10_000;
const MOST_BYTES = 32 * 1024 * 1024;
const LARGEST_INPUT = 16 * 1024;
const NOTHING: OperationInput = { path: {}, query: {}, body: {} };
/** What a call takes beside its input. */
const CALL_BYTES = 256;

interface KeptCall {
  readonly call: LoggedCall;
  readonly bytes: number;
}

/** The calls that reached the fake: the last 10,000, as far as 32 MiB go, and how many there were in all. */
export class CallLog {
  #kept: (KeptCall | undefined)[] = [];
  /** Where the oldest call stands that is still kept. */
  #oldest = 0;
  #bytes = 0;
  readonly #counts = new Map<string, number>();

  /** @param wireBytes what the input had on the wire, where it came that way. */
  add(call: LoggedCall, wireBytes: number = 0): void {
    this.#counts.set(call.operation, this.count(call.operation) + 1);
    // What is large on the wire is not weighed at all, and nothing is weighed beyond what would be kept.
    const weight = wireBytes > LARGEST_INPUT ? wireBytes : weighInput(call.input, LARGEST_INPUT);
    const kept =
      weight <= LARGEST_INPUT
        ? { call, bytes: CALL_BYTES + weight }
        : { call: { ...call, input: NOTHING, leftOutBytes: wireBytes || weight }, bytes: CALL_BYTES };
    this.#kept.push(kept);
    this.#bytes += kept.bytes;
    while (this.#bytes > MOST_BYTES || this.#kept.length - this.#oldest > MOST_CALLS) this.#forgetOldest();
  }

  /** The last calls, oldest first; of one operation, where it is named. */
  last(operation?: string): readonly LoggedCall[] {
    const last = this.#kept.slice(this.#oldest).flatMap((kept) => (kept === undefined ? [] : [kept.call]));
    return operation === undefined ? last : last.filter((call) => call.operation === operation);
  }

  count(operation?: string): number {
    if (operation !== undefined) return this.#counts.get(operation) ?? 0;
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** How many calls there were of each operation that was called. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  clear(): void {
    this.#kept = [];
    this.#oldest = 0;
    this.#bytes = 0;
    this.#counts.clear();
  }

  #forgetOldest(): void {
    this.#bytes -= this.#kept[this.#oldest]?.bytes ?? 0;
    this.#kept[this.#oldest] = undefined;
    this.#oldest += 1;
    // Cut seldom, so that a long run does not shift the list at every call.
    if (this.#oldest <= MOST_CALLS) return;
    this.#kept = this.#kept.slice(this.#oldest);
    this.#oldest = 0;
  }
}
