import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { attachState, type StateTrouble } from "../report/query/attach-state.ts";
import { withReportDatabase } from "../report/query/report-database.ts";
import { SCHEMA_VERSION } from "../state/schema.ts";
import { createViews } from "./create-views.ts";
import { inUseText } from "./in-use-text.ts";

/** A scope and its state, which need not be there. */
export interface StoredScope {
  readonly name: string;
  readonly stateFile: string;
  /** Where it is a copy of a state in a bucket: where that stands, as `s3://bucket/prefix`. */
  readonly bucketPlace?: string;
  /** Why it cannot be read, where that is known before. */
  readonly unreadable?: string;
}

/** A scope whose state cannot be read, and why, in a sentence or two. */
export interface UnreadScope {
  readonly scope: string;
  readonly code: StateTrouble["code"] | "state-older";
  readonly text: string;
}

/** What the states of several scopes hold, behind the views of `VIEWS`. */
export interface History {
  readonly connection: DuckDBConnection;
  /** The scopes that the views are of. */
  readonly scopes: readonly string[];
  readonly unread: readonly UnreadScope[];
}

/** @default 512 */
export interface HistoryLimits {
  readonly memoryLimitMb?: number;
}

/** Reads states, each attached to a database in memory that is gone afterwards; nothing is written or made beside them. */
export async function withHistory<T>(
  scopes: readonly StoredScope[],
  work: (history: History) => Promise<T>,
  limits: HistoryLimits = {},
): Promise<T> {
  const temporaryFolder = await mkdtemp(join(tmpdir(), "attached-files-history-"));
  try {
    return await withReportDatabase({ temporaryFolder, ...limits }, async (connection) => {
      const unread: UnreadScope[] = [];
      const read: { readonly name: string; readonly database: string }[] = [];
      for (const [index, { name, stateFile, bucketPlace, unreadable }] of scopes.entries()) {
        const database = `scope_${index}`;
        const trouble =
          unreadable === undefined
            ? await troubleOf(connection, stateFile, database, bucketPlace)
            : { code: "state-unreadable" as const, text: unreadable };
        if (trouble === undefined) read.push({ name, database });
        else unread.push({ scope: name, ...trouble });
      }
      await createViews(connection, read);
      return await work({ connection, scopes: read.map(({ name }) => name), unread });
    });
  } finally {
    await rm(temporaryFolder, { recursive: true, force: true });
  }
}

/** Attaches a state of this program's version, or tells why it cannot be read. */
export async function troubleOf(
  connection: DuckDBConnection,
  stateFile: string,
  database: string,
  bucketPlace?: string,
): Promise<Omit<UnreadScope, "scope"> | undefined> {
  const state = await attachState(connection, stateFile, database, bucketPlace);
  if ("schemaVersion" in state) {
    if (state.schemaVersion === SCHEMA_VERSION) return undefined;
    const text = `The state is of an older version of this program (schema ${state.schemaVersion}, not ${SCHEMA_VERSION}). The next run brings it forward.`;
    return { code: "state-older", text };
  }
  const text = state.code === "state-in-use" ? await inUseText(stateFile) : state.text.replace(/^No data: t/, "T");
  return { code: state.code, text };
}
