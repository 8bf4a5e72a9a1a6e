import type { SearchFallback } from "@attached-files/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { shortText } from "../run/short-text.ts";
import { journalLine } from "./journal-line.ts";

/** A domain that a run searched case by case, and why: strangers' texts, shortened. */
export interface NotedFallback {
  readonly domainId: string;
  /** The operation that was refused, as SearchAllRelatedItems. */
  readonly operation: string;
  readonly errorCode: string;
  readonly errorMessage: string;
}

/** Those of the run that a full search was left by, in SQL: where it goes on case by case, nothing is refused anew. */
export const FALLBACKS_OF_SWEEP = `(SELECT fallbacks FROM runs
  WHERE sweep = $sweep::INTEGER AND source_digest = $source ORDER BY number DESC LIMIT 1)`;

/** The journal's line of a fallback, a unit of work of its own. */
export function fallbackRow({ domainId, operation, error }: SearchFallback): string {
  return journalLine({
    row: "fallback",
    domain_id: shortText(domainId),
    operation: shortText(operation),
    error_code: shortText(error.code),
    error_message: shortText(error.message),
  });
}

/**
 * Adds the fallbacks of `units` to those of the run, each domain once: a run may search twice, and a process goes on
 * where another one left off. Of a run of which a part noted none, these are known.
 */
export async function takeFallbacks(connection: DuckDBConnection, slot: string): Promise<void> {
  const met = await connection.runAndReadAll(
    `SELECT domain_id, operation, error_code, error_message FROM units WHERE "row" = 'fallback'`,
  );
  if (met.currentRowCount === 0) return;
  const before = await connection.runAndReadAll("SELECT fallbacks FROM runs WHERE slot = $slot", { slot });
  const noted = new Map<string, NotedFallback>();
  for (const each of JSON.parse(String(before.value(0, 0) ?? "[]")) as NotedFallback[]) noted.set(each.domainId, each);
  for (const [domainId, operation, errorCode, errorMessage] of met.getRowsJS().map((row) => row.map(String))) {
    noted.set(String(domainId), { domainId, operation, errorCode, errorMessage } as NotedFallback);
  }
  await connection.run("UPDATE runs SET fallbacks = $fallbacks WHERE slot = $slot", {
    slot,
    fallbacks: JSON.stringify([...noted.values()]),
  });
}
