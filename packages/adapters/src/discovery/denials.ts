import { type Irregularity, SourceError, show } from "@attached-files/core";

/** So many cases denied, and none allowed, are no tag policy: the permission is missing, and asking on is vain. */
const MOST_WITHOUT_SUCCESS = 25;

/**
 * Cases that may not be searched, as a policy on tags can have it. One of them does not end the search of the others;
 * but what could not be looked at was not seen, so that the discovery as a whole has not finished.
 */
export class Denials {
  readonly #before: number;
  #count = 0;
  #first: SourceError | undefined;
  #allowed = false;

  /** @param before how many there were before the discovery was resumed. */
  constructor(before = 0) {
    this.#before = before;
  }

  get count(): number {
    return this.#before + this.#count;
  }

  /** Takes note that a case may be searched. */
  allow(): void {
    this.#allowed = true;
  }

  /**
   * Takes note that a case may not be searched.
   *
   * @throws {SourceError} the same error, where no case may be searched.
   */
  deny(caseId: string, error: SourceError): Irregularity {
    this.#count += 1;
    this.#first ??= error;
    if (!this.#allowed && this.#count >= MOST_WITHOUT_SUCCESS) throw error;
    return { kind: "unreadable-item", path: "cases[]", detail: `case ${show(caseId)} was denied: ${error.message}` };
  }

  /** @throws {SourceError} AccessDeniedException, where a case was denied. */
  end(): void {
    if (this.count === 0) return;
    const first = this.#first === undefined ? "before the discovery was resumed" : this.#first.message;
    throw new SourceError(
      "AccessDeniedException",
      `searches of single cases were denied, ${this.count} in all: ${first}`,
      {
        operation: "SearchRelatedItems",
        ...(this.#first === undefined ? {} : { cause: this.#first }),
      },
    );
  }
}
