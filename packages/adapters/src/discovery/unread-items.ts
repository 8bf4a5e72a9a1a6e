import { SourceError } from "@attached-files/core";

/**
 * Entries of answers that named something to be searched or asked for, or may have, and could not be read. They do not
 * end the search of the others; but which files they stand for nobody knows, so that the discovery as a whole has not
 * finished. Null entries are none of them: the service's model allows those, and they stand for nothing.
 */
export class UnreadItems {
  #count: number;

  /** @param before how many there were before the discovery was resumed. */
  constructor(before = 0) {
    this.#count = before;
  }

  get count(): number {
    return this.#count;
  }

  /** Takes note of more of them. */
  add(more: number): void {
    this.#count += more;
  }

  /** @throws {SourceError} UnexpectedAnswer, where there were any. */
  end(): void {
    if (this.#count === 0) return;
    const items = this.#count === 1 ? "1 item" : `${this.#count} items`;
    throw new SourceError("UnexpectedAnswer", `${items} of the search could not be read`);
  }
}
