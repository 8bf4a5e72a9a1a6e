import type { Fault } from "./faults/fault.ts";
import type { OperationInput } from "./operations/operation.ts";

/** A call that reached the fake, on the wire or through the port. */
export interface LoggedCall {
  readonly operation: string;
  readonly input: OperationInput;
  /** The error's name, where it was answered with one. */
  readonly error?: string;
  /** The faults that struck it, where any did. */
  readonly struckBy?: readonly Fault[];
}

const KEPT = 10_000;

/** The calls that reached the fake: the last 10,000 whole, and how many there were in all. */
export class CallLog {
  #last: LoggedCall[] = [];
  readonly #counts = new Map<string, number>();

  add(call: LoggedCall): void {
    this.#counts.set(call.operation, this.count(call.operation) + 1);
    this.#last.push(call);
    // Cut in halves, so that a long run does not shift the list at every call.
    if (this.#last.length > 2 * KEPT) this.#last = this.#last.slice(-KEPT);
  }

  /** The last calls, oldest first; of one operation, where it is named. */
  last(operation?: string): readonly LoggedCall[] {
    const last = this.#last.slice(-KEPT);
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
    this.#last = [];
    this.#counts.clear();
  }
}
