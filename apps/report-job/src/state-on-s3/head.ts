import { z } from "zod";

/** The key of a scope's head, and of what it names, behind the scope's prefix. */
export const HEAD_KEY = "head.json";
export const FILES_KEY = "files/";
const FORMAT = 1;

const lease = z.object({
  /** A random UUID, of one session of one process. */
  holder: z.uuid(),
  host: z.string(),
  pid: z.number(),
  /** ISO 8601, by the holder's clock; they tell people, and decide nothing. */
  since: z.string(),
  until: z.string(),
  leaseSeconds: z.number().positive(),
});

const piece = z.object({
  /** Behind the scope's prefix. */
  key: z.string().startsWith(FILES_KEY),
  /** Of the object. */
  sizeBytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of what the object holds of the file. */
  contentBytes: z.number().int().nonnegative(),
  encoding: z.enum(["identity", "gzip"]),
});

const file = z.object({
  /** `state.duckdb`, or a journal's name below `journal/`. */
  name: z.string().regex(/^(state\.duckdb|journal\/\d{9}\.ndjson)$/),
  /** One behind the other they are the file. */
  pieces: z.array(piece).min(1),
});

const head = z.object({
  format: z.literal(FORMAT),
  /** One more with each write, so that no two writes are alike. */
  revision: z.number().int().positive(),
  lease: lease.nullable(),
  files: z.array(file),
});

/** Who works on a state. */
export type Lease = z.output<typeof lease>;
/** An object that holds a part of a file. It is never written over. */
export type Piece = z.output<typeof piece>;
/** A file of the state's folder. */
export type StoredFile = z.output<typeof file>;
/**
 * The one object of a scope that is written again and again, each time on the condition that it is still the version that the
 * writer knows. It says who works on the state, and which objects the state consists of: so whoever has lost the lease can
 * change neither.
 */
export type Head = z.output<typeof head>;

export const NO_FILES: readonly StoredFile[] = [];

export function headText(of: Omit<Head, "format">): string {
  return `${JSON.stringify({ format: FORMAT, ...of } satisfies Head)}\n`;
}

/** @throws {Error} it is none, or one of a newer program. */
export function parseHead(text: string): Head {
  const raw: unknown = JSON.parse(text);
  const { format } = (raw ?? {}) as { format?: unknown };
  if (typeof format === "number" && format > FORMAT) {
    throw new Error(`it has format ${format}; this program knows formats up to ${FORMAT}`);
  }
  const parsed = head.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${issue?.path.join(".") || "it"}: ${issue?.message}`);
}
