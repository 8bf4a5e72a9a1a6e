/** A seeded stream of numbers: the same seed gives the same stream on every machine. */
export interface Random {
  /** At least 0 and below 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  pick<T>(choices: readonly T[]): T;
  chance(probability: number): boolean;
  /** In the form of a version 4 UUID. */
  uuid(): string;
}

/** Mulberry32, a public-domain generator of 32 bits: not for secrets, and more than enough for made-up data. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const hex = (): string =>
    Math.floor(next() * 4_294_967_296)
      .toString(16)
      .padStart(8, "0");
  return {
    next,
    whole,
    pick: (choices) => {
      const choice = choices[whole(0, choices.length - 1)];
      if (choice === undefined) throw new Error("nothing to pick from");
      return choice;
    },
    chance: (probability) => next() < probability,
    uuid: () => {
      const [one, two, three, four] = [hex(), hex(), hex(), hex()];
      const variant = "89ab"[Number.parseInt(three.slice(0, 1), 16) & 3];
      // Joined, which makes one flat text; a template of so many parts would keep them all, at seven times the memory.
      return [one, two.slice(0, 4), `4${two.slice(5)}`, `${variant}${three.slice(1, 4)}`, three.slice(4) + four].join(
        "-",
      );
    },
  };
}
