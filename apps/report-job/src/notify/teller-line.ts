import { dirname } from "node:path";
import type { Message } from "./message.ts";
import { type Line, listed } from "./message-line.ts";
import { amount } from "./numbers-lines.ts";

type Told = Pick<Message, "scopes" | "scopeCount" | "regions" | "host" | "config" | "workingFolder" | "runId" | "slot">;

/** Where to look: the job's scopes and Regions, the machine, the configuration, the process and the slot. */
export function tellerLine({ scopes, scopeCount, regions, host, config, workingFolder, runId, slot }: Told): Line {
  const more = scopeCount - scopes.length;
  const codes = (names: readonly string[]): Line => listed(names.map((code): Line => [{ code }]));
  const isElsewhere = config === null || dirname(config) !== workingFolder;
  return [
    scopeCount === 1 ? "Scope " : "Scopes ",
    ...codes(scopes),
    more > 0 ? ` and ${amount(more)} more` : "",
    ...(regions.length === 0 ? [] : ["; Region ", ...codes(regions)]),
    "; host ",
    { code: host },
    ...(config === null ? [] : ["; configuration ", { code: config }]),
    ...(isElsewhere ? ["; working folder ", { code: workingFolder }] : []),
    "; run ",
    { code: runId },
    ...(slot === null ? [] : ["; slot ", { code: slot }]),
  ];
}
