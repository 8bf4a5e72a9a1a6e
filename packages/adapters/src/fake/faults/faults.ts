import type { WireObject } from "./connect-state/wire.ts";
import { FakeError, type FakeErrorDetails, type FakeErrorName } from "./operations/fake-error.ts";

/** A fault to come: the next calls of an operation fail with this error. */
export interface NextFault extends FakeErrorDetails {
  /** The operation's name, as BatchGetAttachedFileMetadata. */
  readonly operation: string;
  readonly error: FakeErrorName;
  readonly message?: string;
  /** How many calls fail; none with 0. @default 1 */
  readonly times?: number;
}

/** What can be wrong with the lists of a search, which the model allows and real domains have. */
export interface ListFaults {
  /** A null entry before every nth entry. */
  readonly nullEvery?: number;
  /** Every nth entry comes a second time. */
  readonly repeatEvery?: number;
}

/** Trouble on demand. */
export class Faults {
  readonly #next: { fault: NextFault; left: number }[] = [];
  readonly #denied = new Set<string>();
  readonly #unsupported = new Set<string>();
  #lists: ListFaults = {};

  /** The next calls of an operation fail; faults of one operation come in the order in which they were asked for. */
  next(fault: NextFault): void {
    const { times = 1 } = fault;
    if (times >= 1) this.#next.push({ fault, left: times });
  }

  /** Every call of these operations is denied, as by an IAM policy. */
  deny(...operations: readonly string[]): void {
    for (const operation of operations) this.#denied.add(operation);
  }

  /** These operations do not exist, as where a Region does not have them yet. */
  unsupport(...operations: readonly string[]): void {
    for (const operation of operations) this.#unsupported.add(operation);
  }

  /** The lists of searches come with null or repeated entries. */
  spoilLists(faults: ListFaults): void {
    this.#lists = faults;
  }

  clear(): void {
    this.#next.length = 0;
    this.#denied.clear();
    this.#unsupported.clear();
    this.#lists = {};
  }

  isSupported(operation: string): boolean {
    return !this.#unsupported.has(operation);
  }

  /** @throws {FakeError} the fault that is due for this call. */
  strike(operation: string): void {
    if (this.#denied.has(operation)) {
      throw new FakeError("AccessDeniedException", `User is not authorized to perform: ${operation}`);
    }
    const index = this.#next.findIndex(({ fault }) => fault.operation === operation);
    const due = this.#next[index];
    if (due === undefined) return;
    due.left -= 1;
    if (due.left <= 0) this.#next.splice(index, 1);
    const { error, message = `${error} on demand`, ...details } = due.fault;
    throw new FakeError(error, message, details);
  }

  /** Spoils the lists of an answer. */
  spoil(answer: WireObject): WireObject {
    const { nullEvery, repeatEvery } = this.#lists;
    if (nullEvery === undefined && repeatEvery === undefined) return answer;
    const spoiled = Object.entries(answer).map(([name, value]) => [
      name,
      name === "relatedItems" || name === "cases" ? (value as readonly unknown[]).flatMap(spoilEntry) : value,
    ]);
    return Object.fromEntries(spoiled);

    function spoilEntry(entry: unknown, index: number): unknown[] {
      const before = nullEvery !== undefined && index % nullEvery === 0 ? [null] : [];
      const after = repeatEvery !== undefined && index % repeatEvery === 0 ? [entry] : [];
      return [...before, entry, ...after];
    }
  }
}
