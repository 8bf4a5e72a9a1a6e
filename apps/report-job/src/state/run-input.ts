import type { SearchRules } from "./searches.ts";

/** A place that answers are had from. */
export interface RunPlace {
  /** As people are told it. */
  readonly text: string;
  /** Digests of all sources there, searches and lists. */
  readonly sources: readonly string[];
}

/** What a run works on: how its references are found, and a digest that is the same for the same input. */
export interface RunInput {
  readonly description: string;
  readonly digest: string;
  /** The same for inputs that name files of the same place: what is known of them stays true. */
  readonly sourceDigest: string;
  /** Where its references are asked for. @default not known; what stands of the same source alone is of the same place */
  readonly place?: RunPlace;
  /** A list says all that there is; a search is remembered, and goes on. */
  readonly isList: boolean;
}

/** How a run begins, where no process has begun it. */
export interface RunBeginning {
  readonly now: Date;
  readonly full: boolean;
  /** Whether the run may have to end before its work does. */
  readonly isBoxed: boolean;
  readonly rules: SearchRules;
  /** Of the process that takes the run up, as its log tells it. @default the one that is noted stays */
  readonly runId?: string;
}
