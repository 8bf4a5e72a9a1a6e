import { hostname } from "node:os";
import type { ReadableScope } from "../config/readable-parts.ts";
import { placeOf } from "./place.ts";
import type { Teller } from "./teller.ts";

/** This process, as messages name it. */
export function tellerOf(
  { scopes, file }: { readonly scopes: readonly ReadableScope[]; readonly file?: string | undefined },
  {
    runId,
    environment,
  }: { readonly runId: string; readonly environment: Readonly<Record<string, string | undefined>> },
): Teller {
  const around = environment.AWS_REGION || environment.AWS_DEFAULT_REGION;
  const places = scopes.map((scope) => placeOf(scope, around));
  return {
    host: hostname(),
    runId,
    scopes: scopes.map(({ name }) => name),
    regions: [...new Set(places.flatMap(({ region }) => region ?? []))],
    places,
    config: file ?? null,
    workingFolder: process.cwd(),
  };
}
