import type { DuckDBConnection } from "@duckdb/node-api";
import type { Trends } from "../trends-schema.ts";
import { readArrivals } from "./arrivals.ts";
import type { AttachedScope } from "./attach-scopes.ts";
import { pastRunsOf, type RememberingScope } from "./past-runs.ts";
import { readRunTrends } from "./run-trends.ts";
import { readVerdicts } from "./verdicts.ts";

/** Reads how things went over time; undefined where no scope has any data. */
export async function readTrends(
  connection: DuckDBConnection,
  scopes: readonly AttachedScope[],
): Promise<Trends | undefined> {
  const withData = scopes.flatMap((scope) => ("database" in scope ? [scope] : []));
  const [lastFinished] = withData
    .map(({ run }) => run.finishedAt)
    .toSorted()
    .toReversed();
  if (lastFinished === undefined) return undefined;
  const remembering: RememberingScope[] = [];
  for (const scope of withData) {
    const known = await pastRunsOf(connection, scope);
    if (known !== undefined) remembering.push(known);
  }
  const isWhole = remembering.length === withData.length;
  return {
    runs: isWhole ? await readRunTrends(connection, remembering) : [],
    arrivals: await readArrivals(connection, lastFinished.slice(0, 10)),
    verdicts: await readVerdicts(connection, remembering),
  };
}
