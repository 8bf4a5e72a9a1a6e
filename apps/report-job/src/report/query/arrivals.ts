import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import type { Trends } from "../trends-schema.ts";
import { IS_DESCRIBED } from "./files-relation.ts";
import { readRows, rowCount } from "./read-rows.ts";

const DAYS = 90;
const DAY_MS = 86_400_000;

const arrived = z.object({ day: z.string().nullable(), files: rowCount });

/** Counts described files by the day of their creation, up to a day: 90 days at most, none before the first file. */
export async function readArrivals(connection: DuckDBConnection, lastDay: string): Promise<Trends["arrivals"]> {
  const last = Date.parse(lastDay);
  const start = dayOf(last - (DAYS - 1) * DAY_MS);
  const rows = await readRows(
    connection,
    arrived,
    `SELECT CASE WHEN day < '${start}' THEN 'earlier' WHEN day > '${lastDay}' THEN 'later' ELSE day END AS day, count(*) AS files
     FROM (SELECT strftime(creation_time_utc, '%Y-%m-%d') AS day FROM files WHERE ${IS_DESCRIBED}) GROUP BY 1`,
  );
  const byDay = new Map(rows.map(({ day, files }) => [day, files]));
  const earlier = byDay.get("earlier") ?? 0;
  const found = [...byDay.keys()].filter((day) => day !== null && day >= start && day <= lastDay).toSorted();
  const first = earlier > 0 ? start : found[0];
  const days: { day: string; files: number }[] = [];
  for (let at = Date.parse(first ?? ""); at <= last; at += DAY_MS) {
    days.push({ day: dayOf(at), files: byDay.get(dayOf(at)) ?? 0 });
  }
  return { days, earlier, later: byDay.get("later") ?? 0, withoutDay: byDay.get(null) ?? 0 };
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
