import { findSpikes, judgeRest, judgeSpike, type Span, type TriageFinding } from "@attached-files/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { readRows, rowCount } from "./read-rows.ts";
import { isWithin, readBins, readRejectionCounts, readWhole, relation, type TriagedRows } from "./rejection-counts.ts";

/** So many spikes of a scope are told, the latest. */
const MOST_SPIKES = 10;
/** So many people are named of an outage, those with the most rejected files; the rest is counted. */
export const MOST_PEOPLE = 50;

const person = z.object({ uploader: z.string(), kind: z.string().nullable(), files: rowCount });

/** Whom to ask for rejected files again. */
export interface AffectedPeople {
  readonly people: readonly z.output<typeof person>[];
  /** Those who are not named, together. */
  readonly others: { readonly people: number; readonly files: number };
}

/** A finding, of one scope. */
export interface ScopeFinding {
  readonly scope: string;
  readonly finding: TriageFinding;
  /** Of an outage. */
  readonly affected: AffectedPeople | undefined;
}

/** What is likely behind the rejected files. */
export interface Triage {
  readonly findings: readonly ScopeFinding[];
  /** Spikes that are older than those that are told. */
  readonly olderSpikes: number;
  /** Rejected files whose time of creation cannot be read. */
  readonly rejectedWithoutTime: number;
}

/** Judges the rejected files of each scope; each has a scanner of its own. */
export async function readTriage(
  connection: DuckDBConnection,
  scopes: readonly string[],
  isRejected: string,
): Promise<Triage> {
  const findings: ScopeFinding[] = [];
  let olderSpikes = 0;
  let rejectedWithoutTime = 0;
  for (const scope of scopes) {
    const rows: TriagedRows = { connection, scope, isRejected };
    const whole = await readWhole(rows);
    if (whole.rejected === 0) continue;
    const { bins, elsewhere } = await readBins(rows, whole);
    const { spans, usual } = findSpikes(bins, elsewhere);
    for (const span of spans.slice(0, MOST_SPIKES)) {
      const finding = judgeSpike(await readRejectionCounts(rows, isWithin(span)), span, usual);
      if (finding === undefined) continue;
      const affected = finding.kind === "scanner-outage" ? await readAffected(rows, finding.span) : undefined;
      findings.push({ scope, finding, affected });
    }
    const outside = spans.map((span) => `NOT ${isWithin(span)}`).join(" AND ") || "true";
    for (const finding of judgeRest(await readRejectionCounts(rows, outside))) {
      findings.push({ scope, finding, affected: undefined });
    }
    olderSpikes += Math.max(0, spans.length - MOST_SPIKES);
    rejectedWithoutTime += whole.rejectedWithoutTime;
  }
  return { findings, olderSpikes, rejectedWithoutTime };
}

async function readAffected({ connection, scope, isRejected }: TriagedRows, span: Span): Promise<AffectedPeople> {
  const people = `SELECT created_by AS uploader, any_value(created_by_kind) AS kind, count(*) AS files
    FROM ${relation(`${isRejected} AND ${isWithin(span)} AND created_by IS NOT NULL`)} GROUP BY 1`;
  const named = await readRows(connection, person, `${people} ORDER BY files DESC, uploader LIMIT ${MOST_PEOPLE}`, {
    scope,
  });
  const [all] = await readRows(
    connection,
    z.object({ people: rowCount, files: rowCount }),
    `SELECT count(*) AS people, coalesce(sum(files), 0)::BIGINT AS files FROM (${people})`,
    { scope },
  );
  const namedFiles = named.reduce((sum, { files }) => sum + files, 0);
  const { people: allPeople = 0, files = 0 } = all ?? {};
  return { people: named, others: { people: allPeople - named.length, files: files - namedFiles } };
}
