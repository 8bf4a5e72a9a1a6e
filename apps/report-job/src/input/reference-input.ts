import { createHash } from "node:crypto";
import type { ScopeConfig } from "../config/config-schema.ts";
import { counted } from "../run/counted.ts";
import type { ReferenceInput } from "../run/scope-run.ts";

/** A list, of which it is not yet known where its references are asked for. */
export type ListedReferences = Omit<ReferenceInput, "sourceDigest">;

/** References from the search of the scope's domains at a place; the search itself is made when it is needed. */
export function discoveryInput({ domainIds, instanceId }: ScopeConfig, place: string): Omit<ReferenceInput, "source"> {
  const digest = digestOf(`discovery ${place}`);
  return {
    description: domainIds === undefined ? "all Cases domains" : counted(domainIds.length, "Cases domain"),
    digest,
    sourceDigest: digest,
    isList: false,
    ...(instanceId === undefined ? {} : { instanceId }),
    skippedLines: 0,
  };
}

/** The same list is another input where its references are asked for at another place; other lists there are of one source. */
export function listAt(list: ListedReferences, place: string): ReferenceInput {
  return { ...list, digest: digestOf(`list ${list.digest} ${place}`), sourceDigest: listSourceDigest(place) };
}

/** The source of all lists of a place, whatever they name. */
export function listSourceDigest(place: string): string {
  return digestOf(`lists at ${place}`);
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
