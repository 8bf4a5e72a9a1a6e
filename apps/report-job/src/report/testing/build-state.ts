import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OUTCOME_KINDS } from "@attached-files/core";
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import { SCHEMA_VERSION, TABLES } from "../../state/schema.ts";

/** A row of the state's `outcomes`, by its columns; what is not given is what a plain retrieved file has. */
export type OutcomeRow = Readonly<Record<string, string | bigint | number | null>>;

export interface StateContent {
  readonly outcomes?: readonly OutcomeRow[];
  readonly irregularities?: readonly Readonly<Record<string, string | null>>[];
  /** The finished run's columns; counts not given are those of the outcomes. null: no run at all. */
  readonly run?: Readonly<Record<string, string | number | boolean | null>> | null;
  readonly schemaVersion?: number;
  /** Statements that make rows in bulk. */
  readonly sql?: readonly string[];
}

export const INSTANCE = "11111111-2222-4333-8444-555555555555";
export const SLOT = "2026-11-24T06:00:00Z";

export function caseArn(id: string): string {
  return `arn:aws:cases:eu-central-1:123456789012:domain/d0d0d0d0/case/${id}`;
}

export function userArn(id: string): string {
  return `arn:aws:connect:eu-central-1:123456789012:instance/${INSTANCE}/agent/${id}`;
}

/** A plain file as a run retrieves it. */
export function aFile(fileId: string, change: OutcomeRow = {}): OutcomeRow {
  return {
    instance_id: INSTANCE,
    associated_resource_arn: caseArn("c1"),
    file_id: fileId,
    association_time: "2026-11-20T08:00:00.000Z",
    outcome: "retrieved",
    file_name: `${fileId}.pdf`,
    file_status: "APPROVED",
    file_size_bytes: 1000n,
    file_use_case_type: "ATTACHMENT",
    creation_time: "2026-11-20T07:59:58.123Z",
    file_arn: `arn:aws:connect:eu-central-1:123456789012:instance/${INSTANCE}/file/${fileId}`,
    created_by_kind: "ConnectUserArn",
    created_by: userArn("u1"),
    tags: null,
    checked_at: "2026-11-24 06:00:05",
    ...change,
  };
}

/** A reference that nothing is known of but its outcome. */
export function anUnknown(fileId: string, outcome: string, change: OutcomeRow = {}): OutcomeRow {
  return { instance_id: INSTANCE, associated_resource_arn: caseArn("c1"), file_id: fileId, outcome, ...change };
}

/** The fallbacks of a run whose texts are all the same. */
export function fallbacksOf(text: string): string {
  return JSON.stringify([{ domainId: text, operation: text, errorCode: text, errorMessage: text }]);
}

/** Writes a state file with the real schema. */
export async function buildState(path: string, content: StateContent): Promise<void> {
  empty ??= emptyState();
  await writeFile(path, await empty);
  await withState(path, async (connection) => {
    await connection.run("BEGIN");
    await insert(connection, "schema_version", {
      version: content.schemaVersion ?? SCHEMA_VERSION,
      applied_at: "2026-11-01",
    });
    for (const row of content.outcomes ?? []) await insert(connection, "outcomes", row);
    for (const row of content.irregularities ?? []) await insert(connection, "irregularities", row);
    for (const statement of content.sql ?? []) await connection.run(statement);
    if (content.run !== null) await insertRun(connection, content.run ?? {});
    await connection.run("COMMIT");
  });
}

/** The bytes of a state with all tables and no rows; made once, because that takes most of the time. */
let empty: Promise<Buffer> | undefined;

async function emptyState(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "attached-files-empty-"));
  try {
    const path = join(folder, "empty.duckdb");
    await withState(path, async (connection) => {
      for (const table of TABLES) await connection.run(table);
      // No report looks at these; statements that make rows in bulk need not name them.
      for (const column of ["number", "first_seen_run", "sweep"]) {
        await connection.run(`ALTER TABLE outcomes ALTER COLUMN ${column} SET DEFAULT 0`);
      }
    });
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function withState(path: string, work: (connection: DuckDBConnection) => Promise<void>): Promise<void> {
  const instance = await DuckDBInstance.create(path, { threads: "1" });
  const connection = await instance.connect();
  try {
    await connection.run("SET timezone='UTC'");
    await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function insertRun(connection: DuckDBConnection, change: NonNullable<StateContent["run"]>): Promise<void> {
  const kinds = OUTCOME_KINDS.map((kind) => `count(*) FILTER (outcome = '${kind}') AS ${kind}`);
  const counted = await connection.runAndReadAll(`SELECT ${kinds.join(", ")}, count(*) AS "references" FROM outcomes`);
  const { references = null, ...counts } = counted.getRowObjects()[0] ?? {};
  const isPartial = counts.failed !== 0n || counts.deferred !== 0n || change.discovery_finished === false;
  await insert(connection, "runs", {
    slot: SLOT,
    number: 1,
    status: isPartial ? "partial" : "complete",
    input: "search of domain d0d0d0d0",
    input_digest: "digest",
    started_at: "2026-11-24 06:00:00",
    finished_at: "2026-11-24 06:02:05",
    discovery_finished: true,
    attempts: 1,
    references,
    repeated: 0,
    skipped_lines: 0,
    ...counts,
    calls: 7,
    ...change,
  });
}

async function insert(
  connection: DuckDBConnection,
  table: string,
  row: Readonly<Record<string, DuckDBValue>>,
): Promise<void> {
  const names = Object.keys(row);
  const columns = names.map((name) => `"${name}"`).join(", ");
  const places = names.map((name) => `$${name === "references" ? "references_" : name}`).join(", ");
  const values = Object.fromEntries(
    names.map((name) => [name === "references" ? "references_" : name, row[name] ?? null]),
  );
  await connection.run(`INSERT INTO ${table} (${columns}) VALUES (${places})`, values);
}
