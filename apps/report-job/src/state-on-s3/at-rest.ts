import { stat } from "node:fs/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { duckdbOptions } from "../state/duckdb-options.ts";
import { sha256Of } from "./copy-down.ts";

export interface FileAtRest {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** A state's file as it stands, of which nothing is under way; nothing where there is none. */
export async function stateFileAtRest(path: string): Promise<FileAtRest | undefined> {
  const sizeBytes = await sizeOf(path);
  if (sizeBytes === undefined) return undefined;
  return { path, sizeBytes, sha256: await sha256Of(path) };
}

/** A state that was left without being closed has changes beside its file; they are taken into it. */
export async function takeInChanges(path: string): Promise<void> {
  if ((await sizeOf(`${path}.wal`)) === undefined) return;
  const instance = await DuckDBInstance.create(path, duckdbOptions());
  const connection = await instance.connect();
  try {
    await connection.run("CHECKPOINT");
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** In bytes; undefined where there is no such file. */
export async function sizeOf(path: string): Promise<number | undefined> {
  return await stat(path).then(
    ({ size }) => size,
    () => undefined,
  );
}
