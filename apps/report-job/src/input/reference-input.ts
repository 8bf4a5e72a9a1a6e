import { createHash } from "node:crypto";
import type { ScopeConfig } from "../config/config-schema.ts";
import { counted } from "../run/counted.ts";
import type { ReferenceInput } from "../run/run-scope.ts";

/** References from the search of the scope's domains at a place; the search itself is made when it is needed. */
export function discoveryInput({ domainIds }: ScopeConfig, place: string): Omit<ReferenceInput, "source"> {
  return {
    description: domainIds === undefined ? "all Cases domains" : counted(domainIds.length, "Cases domain"),
    digest: digestOf(`discovery ${place}`),
    rereadOnResume: false,
    skippedLines: 0,
  };
}

/** The same list is another input where its references are asked for at another place. */
export function listAt(list: ReferenceInput, place: string): ReferenceInput {
  return { ...list, digest: digestOf(`list ${list.digest} ${place}`) };
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
