import type { Report } from "../report/report-schema.ts";
import { MOST_LISTED } from "./message-limits.ts";
import { plainText } from "./plain-text.ts";

/** A scope that was asked at another place than by the run before. */
export interface MovedScope {
  readonly scope: string;
  /** That of the run before. */
  readonly slot: string;
  readonly before: string;
  readonly now: string;
}

/** The scopes that the runs of this slot asked at another place than the runs before; nothing where none was. */
export function movedOf({ slot, scopes }: Report): { readonly moved?: readonly MovedScope[] } {
  const moved = scopes.flatMap(({ name, run }) => {
    if (run?.placeChange == null || run.slot !== slot) return [];
    const { slot: before, ...places } = run.placeChange;
    const texts = { before: plainText(places.before), now: plainText(places.now) };
    return [{ scope: plainText(name), slot: plainText(before), ...texts }];
  });
  return moved.length === 0 ? {} : { moved: moved.slice(0, MOST_LISTED) };
}
