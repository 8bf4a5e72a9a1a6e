import type { Message } from "./message.ts";
import { LONGEST_PLACE, MOST_LISTED } from "./message-limits.ts";
import type { Place } from "./place.ts";
import { plainText } from "./plain-text.ts";

/** Who tells: the machine, the process and what it was asked to do. */
export interface Teller {
  readonly host: string;
  readonly runId: string;
  readonly scopes: readonly string[];
  readonly regions: readonly string[];
  readonly places: readonly Place[];
  readonly config: string | null;
  readonly workingFolder: string;
}

/** What every message tells of whoever tells it. */
export function tellerFacts({
  host,
  runId,
  scopes,
  regions,
  places,
  config,
  workingFolder,
}: Teller): Pick<Message, keyof Teller | "scopeCount"> {
  return {
    host: plainText(host),
    runId: plainText(runId),
    scopes: scopes.slice(0, MOST_LISTED).map((scope) => plainText(scope)),
    scopeCount: scopes.length,
    regions: regions.slice(0, MOST_LISTED).map((region) => plainText(region)),
    places: places.slice(0, MOST_LISTED).map(({ scope, region, account, instance }) => ({
      scope: plainText(scope),
      region: region === null ? null : plainText(region),
      account: account === null ? null : plainText(account),
      instance: instance === null ? null : plainText(instance),
    })),
    config: config === null ? null : plainText(config, LONGEST_PLACE),
    workingFolder: plainText(workingFolder, LONGEST_PLACE),
  };
}
