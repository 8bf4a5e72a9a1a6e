import { changedMembers, columnsOf, KEY_MEANINGS, SCOPED_KEY, type View } from "./view.ts";

const COLUMNS = [
  ...KEY_MEANINGS,
  { name: "kind", meaning: "appeared, changed or vanished, from run_a to run_b" },
  {
    name: "member",
    meaning: "changed: the column of file_versions; where that is answer, the others are not compared",
  },
  { name: "before", meaning: "changed: what it was at run_a, as text" },
  { name: "after", meaning: "changed: what it was at run_b, as text" },
];

/**
 * Compares two runs of each scope, in SQL.
 *
 * @param bounds a relation of `scope, a, b`: which runs, by number. Only files that changed between them are looked at.
 */
export function changesBetweenSql(bounds: string): string {
  const stateAt = (run: "a" | "b"): string => `
    SELECT v.* FROM versions v JOIN bounds USING (scope) SEMI JOIN touched USING (${SCOPED_KEY})
    WHERE v.presence = 'known' AND v.from_run <= bounds.${run} AND (v.until_run IS NULL OR v.until_run > bounds.${run})`;
  const key = SCOPED_KEY.split(", ").map((name) => `coalesce(x.${name}, y.${name}) AS ${name}`);
  // What began and ended before the earlier run, or stands since then, is the same at both: nearly everything, read once.
  return `
    WITH bounds AS (${bounds}),
    versions AS MATERIALIZED (
      SELECT v.* FROM file_versions v JOIN bounds USING (scope)
      WHERE v.from_run > least(bounds.a, bounds.b) OR v.until_run > least(bounds.a, bounds.b)),
    touched AS (
      SELECT DISTINCT ${columnsOf("v", SCOPED_KEY)} FROM versions v JOIN bounds USING (scope)
      WHERE v.from_run > least(bounds.a, bounds.b) AND v.from_run <= greatest(bounds.a, bounds.b)),
    compared AS (
      SELECT ${key.join(", ")},
        CASE WHEN x.file_id IS NULL THEN 'appeared' WHEN y.file_id IS NULL THEN 'vanished' ELSE 'changed' END AS kind,
        CASE WHEN x.file_id IS NULL OR y.file_id IS NULL THEN [NULL] ELSE ${changedMembers("x", "y")} END AS changes
      FROM (${stateAt("a")}) x FULL JOIN (${stateAt("b")}) y USING (${SCOPED_KEY})
      -- Before its first answer nothing is known of a file that could have changed.
      WHERE x.file_id IS NULL OR y.file_id IS NULL OR (x.answer IS NOT NULL AND y.answer IS NOT NULL))
    SELECT ${SCOPED_KEY}, kind, change.member AS member, change."before" AS "before", change."after" AS "after"
    FROM (SELECT * EXCLUDE (changes), unnest(changes) AS change FROM compared)`;
}

/** The runs that two conditions name, side by side. */
function pairOf(a: string, b: string): string {
  return `SELECT x.scope, x.run AS a, y.run AS b FROM runs x JOIN runs y ON x.scope = y.scope WHERE ${a} AND ${b}`;
}

/** Any two runs, by number or by slot. Scopes that have not both are left out. */
export const CHANGES_BETWEEN: readonly View[] = [
  {
    name: "changes_between",
    parameters: "(run_a, run_b)",
    meaning: "what differs between two runs, by their numbers; scopes that have not both are left out",
    columns: COLUMNS,
    sql: changesBetweenSql(pairOf("x.run = run_a", "y.run = run_b")),
  },
  {
    name: "changes_between_slots",
    parameters: "(slot_a, slot_b)",
    meaning: "the same by their slots",
    columns: COLUMNS,
    sql: changesBetweenSql(pairOf("x.slot = slot_a", "y.slot = slot_b")),
  },
];
