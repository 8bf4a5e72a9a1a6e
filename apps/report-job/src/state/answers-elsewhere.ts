import type { DuckDBConnection } from "@duckdb/node-api";
import { FINISHED_RUNS, STANDING_SLOT } from "./finished-run.ts";
import type { RunInput } from "./run-input.ts";

/** What stands in a state of another place. */
export interface StandingElsewhere {
  /** Files of the other place: those that were answered once, or that a search found. */
  readonly standing: number;
  /** The slot of the run that learned of them. */
  readonly standingSlot: string;
  /** Its place, as people are told it. @default a program that did not note it made the run */
  readonly standingPlace?: string;
}

/** The same, and what the run under way was answered at its own place. */
export interface AnswersElsewhere extends StandingElsewhere {
  /** Files that this run asked about, by their outcomes; of failed ones, those of a file or case that is not there apart. */
  readonly asked: number;
  readonly retrieved: number;
  readonly notThere: number;
  readonly refused: number;
  readonly unanswered: number;
  /** The error that most of its other failures have. */
  readonly failedWith?: { readonly code: string; readonly message: string };
}

/** Undefined where nothing stands, or what stands is of the place of this input. */
export async function standingElsewhere(
  connection: DuckDBConnection,
  { sourceDigest, place }: Pick<RunInput, "sourceDigest" | "place">,
): Promise<StandingElsewhere | undefined> {
  const standing = await connection.runAndReadAll(
    `SELECT slot, source_digest, place,
       (SELECT count(*) FROM outcomes WHERE confirmed_at IS NOT NULL OR sweep > 0)
     FROM ${FINISHED_RUNS} WHERE slot = ${STANDING_SLOT}`,
  );
  const [slot, source, text, files] = standing.getRowsJS()[0] ?? [];
  const ofPlace = place?.sources ?? [sourceDigest];
  // Where a program did not note the source, nobody can tell that it is another one.
  if (typeof source !== "string" || ofPlace.includes(source) || Number(files) === 0) return undefined;
  return {
    standing: Number(files),
    standingSlot: String(slot),
    ...(typeof text === "string" ? { standingPlace: text } : {}),
  };
}

/** Undefined where nothing stands, or what stands is of the place of this input. */
export async function answersElsewhere(
  connection: DuckDBConnection,
  input: Pick<RunInput, "sourceDigest" | "place">,
): Promise<AnswersElsewhere | undefined> {
  const elsewhere = await standingElsewhere(connection, input);
  if (elsewhere === undefined) return undefined;
  const isNotThere = "outcome = 'failed' AND error_code = 'ResourceNotFoundException'";
  const told = await connection.runAndReadAll(
    `SELECT count(*), count(*) FILTER (outcome = 'retrieved'), count(*) FILTER (${isNotThere}),
       count(*) FILTER (outcome = 'refused'), count(*) FILTER (outcome = 'unanswered') FROM working_outcomes`,
  );
  const [asked = 0, retrieved = 0, notThere = 0, refused = 0, unanswered = 0] = (told.getRowsJS()[0] ?? []).map(Number);
  const failed = await connection.runAndReadAll(
    `SELECT error_code, min(error_message) FROM working_outcomes WHERE outcome = 'failed' AND NOT (${isNotThere})
     GROUP BY error_code ORDER BY count(*) DESC, error_code LIMIT 1`,
  );
  const [code, message] = failed.getRowsJS()[0] ?? [];
  return {
    ...elsewhere,
    ...{ asked, retrieved, notThere, refused, unanswered },
    ...(typeof code === "string" ? { failedWith: { code, message: String(message ?? "") } } : {}),
  };
}
