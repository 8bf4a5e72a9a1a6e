import { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { VirtualClock } from "./virtual-clock.ts";

/**
 * No virtual time passes while DuckDB is at work, which it is outside of the event loop. Ends with the function that comes
 * back; until then it holds for the whole process.
 */
export function standStillForDatabase(clock: VirtualClock): () => void {
  const restores = [
    watch(DuckDBConnection.prototype, "run", clock),
    watch(DuckDBConnection.prototype, "runAndReadAll", clock),
    watch(DuckDBInstance.prototype, "connect", clock),
    watch(DuckDBInstance, "create", clock),
  ];
  return () => {
    for (const restore of restores) restore();
  };
}

function watch<Name extends string>(
  owner: { [Member in Name]: (...args: never[]) => Promise<unknown> },
  name: Name,
  clock: VirtualClock,
): () => void {
  const original = owner[name];
  owner[name] = function (this: unknown, ...args: never[]) {
    return clock.standStill(original.apply(this, args));
  } as (typeof owner)[Name];
  return () => {
    owner[name] = original;
  };
}
