import type { HTMLElement } from "node-html-parser";

/** Words on the page that hold a number, with the place where they stand. */
export interface Place {
  readonly place: string;
  readonly text: string;
}

/** What a recount says of an element of the page. */
export type Claim = Said | Fact;

interface Said {
  /** What was counted again. */
  readonly name: string;
  readonly element: HTMLElement | null | undefined;
  /** What the element says, in this order, with all of its numbers. */
  readonly says: readonly string[];
}

/** What holds of several elements together, and is no claim on any number. */
interface Fact {
  readonly name: string;
  readonly holds: boolean;
}

/** A claim that the page does not bear out. */
export interface Breach extends Place {
  readonly name: string;
  readonly says: readonly string[];
}
