import { createHash } from "node:crypto";
import type { ScopeConfig } from "../config/config-schema.ts";
import { counted } from "../run/counted.ts";
import type { ReferenceInput } from "../run/scope-run.ts";

/** A list, of which it is not yet known where its references are asked for. */
export type ListedReferences = Omit<ReferenceInput, "sourceDigest">;

/** A place that answers are had from: what is the same for the same one, and what people are told of it. */
export interface SourcePlace {
  readonly key: string;
  readonly text: string;
}

/** References from the search of the scope's domains at a place; the search itself is made when it is needed. */
export function discoveryInput(
  { domainIds, instanceId }: ScopeConfig,
  { key, text }: SourcePlace,
): Omit<ReferenceInput, "source"> {
  const digest = discoveryDigest(key);
  return {
    description: domainIds === undefined ? "all Cases domains" : counted(domainIds.length, "Cases domain"),
    digest,
    sourceDigest: digest,
    place: { text, sources: sourcesAt(key) },
    isList: false,
    ...(instanceId === undefined ? {} : { instanceId }),
    skippedLines: 0,
  };
}

/** The same list is another input where its references are asked for at another place; other lists there are of one source. */
export function listAt(list: ListedReferences, { key, text }: SourcePlace): ReferenceInput {
  const digest = digestOf(`list ${list.digest} ${key}`);
  return { ...list, digest, sourceDigest: listSourceDigest(key), place: { text, sources: sourcesAt(key) } };
}

/** The source of all lists of a place, whatever they name. */
export function listSourceDigest(place: string): string {
  return digestOf(`lists at ${place}`);
}

/** The source of the searches of a place. */
export function discoveryDigest(place: string): string {
  return digestOf(`discovery ${place}`);
}

function sourcesAt(place: string): readonly string[] {
  return [discoveryDigest(place), listSourceDigest(place)];
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
