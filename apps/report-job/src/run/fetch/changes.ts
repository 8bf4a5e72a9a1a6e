/** Wakes the one who waits for something to have changed. A change while nobody waits is not lost. */
export class Changes {
  #isMissed = false;
  #wake: (() => void) | undefined;

  tell(): void {
    if (this.#wake === undefined) this.#isMissed = true;
    else this.#wake();
    this.#wake = undefined;
  }

  async next(): Promise<void> {
    if (!this.#isMissed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#isMissed = false;
  }
}
