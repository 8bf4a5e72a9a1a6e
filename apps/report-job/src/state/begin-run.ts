import { keepDiscovery } from "./discovery-before.ts";
import { FALLBACKS_OF_SWEEP } from "./fallbacks.ts";
import type { State } from "./open-state.ts";
import type { RunBeginning, RunInput } from "./run-input.ts";
import { decideSearches, searchMemory, sqlTime } from "./searches.ts";

/** Begins the run of a slot, in the place of one that the slot had. Within a transaction. */
export async function beginRun(
  { connection }: State,
  slot: string,
  input: RunInput,
  { now, full, isBoxed, rules }: RunBeginning,
): Promise<void> {
  const { sourceDigest } = input;
  await keepDiscovery(connection);
  const searches = input.isList
    ? {}
    : await decideSearches(connection, { sourceDigest, startedAt: now, full, isBoxed }, rules);
  const { sweepToken } = await searchMemory(connection, sourceDigest, now);
  const goesOn = searches.sweep !== undefined && sweepToken !== undefined;
  await connection.run("DELETE FROM runs WHERE slot = $slot", { slot });
  await connection.run(
    `INSERT INTO runs BY NAME
     SELECT $slot AS slot, (SELECT coalesce(max(number), 0) + 1 FROM runs)::INTEGER AS number, 'running' AS status,
       $input AS input, $digest AS input_digest, $source AS source_digest, $place AS place, $at::TIMESTAMP AS started_at,
       $since AS search_since, $sweep::INTEGER AS sweep, CASE WHEN $goesOn THEN ${FALLBACKS_OF_SWEEP} ELSE '[]' END AS fallbacks`,
    {
      slot,
      input: input.description,
      digest: input.digest,
      source: sourceDigest,
      place: input.place?.text ?? null,
      at: sqlTime(now),
      since: searches.since ?? null,
      sweep: searches.sweep ?? null,
      goesOn,
    },
  );
}
