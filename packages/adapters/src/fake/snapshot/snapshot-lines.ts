import { isWireObject } from "../connect-state/wire.ts";
import type { SnapshotRecord } from "./snapshot.ts";

/** The first line of a snapshot as text: what it is, and in which version of its form. */
export const SNAPSHOT_HEADER: string = JSON.stringify({ kind: "attached-files-fake", version: 1 });

const KINDS: Readonly<Record<SnapshotRecord["kind"], true>> = {
  clock: true,
  secret: true,
  instance: true,
  configuration: true,
  file: true,
  bytes: true,
  domain: true,
  case: true,
  item: true,
  token: true,
};

/** A record as one line of JSON. */
export function snapshotLine(record: SnapshotRecord): string {
  return JSON.stringify(record, (_name, value: unknown) =>
    typeof value === "bigint" ? { $bigint: String(value) } : value,
  );
}

/**
 * Reads a line back.
 *
 * @throws {Error} it is no record.
 */
export function parseSnapshotLine(line: string): SnapshotRecord {
  const value: unknown = JSON.parse(line, (_name, member: unknown) =>
    isWireObject(member) && typeof member.$bigint === "string" ? BigInt(member.$bigint) : member,
  );
  if (!isWireObject(value) || typeof value.kind !== "string" || !Object.hasOwn(KINDS, value.kind))
    throw new Error("it is no record of a snapshot");
  return value as unknown as SnapshotRecord;
}
