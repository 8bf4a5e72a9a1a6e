import { createHash } from "node:crypto";

/** What a reader makes of the message, by a report of its own choice of files. */
export interface TrustedReport {
  readonly slot: string;
  readonly status: string;
  /** The rows of each file that has rows, by its name. */
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * A reader of reports as another team would write it, from the documents alone: it believes a message only when the
 * manifest is the one that was published, and a file only when the manifest agrees with it.
 */
export async function readPublished(
  message: unknown,
  read: (url: string) => Promise<Uint8Array>,
): Promise<TrustedReport> {
  const { type, version, slot, status, location, manifest } = message as Record<string, never> & {
    readonly manifest: { readonly file: string; readonly sizeBytes: number; readonly sha256: string };
  };
  if (type !== "attached-files.report-published" || version !== 1)
    throw new Error(`unknown message: ${type} ${version}`);
  const bytes = await read(new URL(manifest.file, location).href);
  agree(manifest.file, manifest, bytes);
  const listed = JSON.parse(new TextDecoder().decode(bytes)) as {
    readonly slot: string;
    readonly status: string;
    readonly files: readonly { file: string; sizeBytes: number; sha256: string; rows: number | null }[];
  };
  if (listed.slot !== slot || listed.status !== status) throw new Error("the manifest is of another report");
  const rows: Record<string, number> = {};
  for (const file of listed.files) {
    agree(file.file, file, await read(new URL(file.file, location).href));
    if (file.rows !== null) rows[file.file] = file.rows;
  }
  return { slot, status, rows };
}

function agree(name: string, expected: { sizeBytes: number; sha256: string }, bytes: Uint8Array): void {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (bytes.length !== expected.sizeBytes || sha256 !== expected.sha256) throw new Error(`${name} is another one`);
}
