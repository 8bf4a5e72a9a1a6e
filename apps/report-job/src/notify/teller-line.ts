import { dirname } from "node:path";
import type { Message } from "./message.ts";
import { type Line, listed } from "./message-line.ts";
import { amount } from "./numbers-lines.ts";
import { placeParts } from "./place.ts";

type Told = Pick<Message, "scopes" | "scopeCount" | "places" | "host" | "config" | "workingFolder" | "runId" | "slot">;

/** Where to look: the job's scopes, as far as they could be read, each with its Region and instance, the machine, the configuration, the process and the slot. */
export function tellerLine(told: Told): Line {
  const { host, config, workingFolder, runId, slot } = told;
  const isElsewhere = config === null || dirname(config) !== workingFolder;
  return [
    ...(told.scopeCount === 0 ? ["Host "] : [...scopesOf(told), "; host "]),
    { code: host },
    ...(config === null ? [] : ["; configuration ", { code: config }]),
    ...(isElsewhere ? ["; working folder ", { code: workingFolder }] : []),
    "; run ",
    { code: runId },
    ...(slot === null ? [] : ["; slot ", { code: slot }]),
  ];
}

function scopesOf({ scopes, scopeCount, places }: Told): Line {
  const partsOf = (scope: string): readonly Line[] => placeParts(places.find((place) => place.scope === scope));
  const [only] = scopes;
  if (scopeCount === 1 && only !== undefined)
    return ["Scope ", { code: only }, ...partsOf(only).flatMap((part) => ["; ", ...part])];
  const named = scopes.map((scope): Line => {
    const parts = partsOf(scope);
    return [{ code: scope }, ...(parts.length === 0 ? [] : [" (", ...listed(parts), ")"])];
  });
  const more = scopeCount - scopes.length;
  return ["Scopes ", ...listed(named), more > 0 ? ` and ${amount(more)} more` : ""];
}
