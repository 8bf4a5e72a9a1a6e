import { RUN_TIMES } from "./runs-view.ts";
import { changedMembers, columnsOf, KEY_MEANINGS, SCOPED_KEY, type View } from "./view.ts";

/** What was found to have changed, run by run. */
export const FILE_CHANGES_VIEW: View = {
  name: "file_changes",
  meaning: "a change of a file that a run found; a change of several members is several rows",
  columns: [
    ...KEY_MEANINGS,
    { name: "run", meaning: "the run that found it" },
    { name: "slot", meaning: "its slot" },
    { name: "found_at", meaning: "when that run began" },
    { name: "kind", meaning: "first-seen, changed, vanished, or reappeared: answered again after it had vanished" },
    {
      name: "member",
      meaning: "changed: the column of file_versions; where that is answer, the others are not compared",
    },
    { name: "before", meaning: "changed: what it was, as text" },
    { name: "after", meaning: "changed: what it is, as text" },
  ],
  sql: `
    WITH changed AS (
      SELECT ${columnsOf("b", SCOPED_KEY)}, a.from_run AS run, unnest(${changedMembers("b", "a")}) AS change
      FROM state.past_versions p
      JOIN file_versions b ON b.presence = 'known' AND ${sameKey("b", "p")} AND b.until_run = p.until_run
      JOIN file_versions a ON a.presence = 'known' AND ${sameKey("a", "p")} AND a.from_run = p.until_run
      WHERE NOT p.vanished)
    SELECT ${columnsOf("c", SCOPED_KEY)}, c.run, r.slot, r.at AS found_at, c.kind, c.change.member AS member,
      c.change."before" AS "before", c.change."after" AS "after"
    FROM (
      SELECT ${SCOPED_KEY}, first_seen_run AS run, 'first-seen' AS kind FROM state.outcomes
      UNION ALL BY NAME SELECT ${SCOPED_KEY}, min(first_seen_run) AS run, 'first-seen' AS kind
        FROM state.past_versions ANTI JOIN state.outcomes USING (${SCOPED_KEY}) GROUP BY ${SCOPED_KEY}
      UNION ALL BY NAME SELECT *, 'changed' AS kind FROM changed
      UNION ALL BY NAME SELECT ${SCOPED_KEY}, until_run AS run, 'vanished' AS kind FROM state.past_versions WHERE vanished
      UNION ALL BY NAME SELECT ${SCOPED_KEY}, until_run AS run, 'reappeared' AS kind FROM file_versions
        WHERE presence = 'gone' AND until_run IS NOT NULL) c
    LEFT JOIN ${RUN_TIMES} r ON r.scope = c.scope AND r.run = c.run`,
};

function sameKey(one: string, other: string): string {
  return SCOPED_KEY.split(", ")
    .map((name) => `${one}.${name} = ${other}.${name}`)
    .join(" AND ");
}
