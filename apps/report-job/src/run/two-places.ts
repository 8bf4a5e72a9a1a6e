import { LONGEST_TEXT, shortText } from "./short-text.ts";

/** So much of what two places have in common is told again before that in which they differ. */
const CONTEXT = 20;

/**
 * Two places as people are told them, and in what they differ where that cannot be seen: the digests of the places differ.
 *
 * @param before with the slot that asked there; its text is undefined where the version that ran it did not note one.
 * @returns `Before (slot 2026-11-24): AWS, Region eu-central-1. Now: AWS, Region us-east-1.`
 */
export function twoPlaces(before: { readonly slot: string; readonly text?: string }, now = "not known"): string {
  const told = shortText(before.text ?? "not noted by the version that ran it");
  return `Before (slot ${before.slot}): ${told}. Now: ${shortText(now)}${unseen(before.text, now)}.`;
}

function unseen(before: string | undefined, now: string): string {
  if (before === undefined) return "";
  // Of a role, its external id and the name of its session are told to nobody, and of an endpoint what follows its host.
  if (before === now)
    return " (it differs in what is not shown: members of assumeRole, or what follows the host of an endpoint)";
  const from = firstDifference(before, now);
  if (from < LONGEST_TEXT) return "";
  const rest = (text: string): string => `…${shortText(text.slice(from - CONTEXT))}`;
  return ` (they differ in what is cut off: before ${rest(before)}, now ${rest(now)})`;
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}
