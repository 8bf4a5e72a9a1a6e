import { VERSION_COLUMNS } from "../state/columns.ts";
import { RUN_TIMES, STANDING_RUNS } from "./runs-view.ts";
import { columnsOf, KEY_MEANINGS, SCOPED_KEY, VERSION_COLUMN_MEANINGS, type View } from "./view.ts";

const VERSION = VERSION_COLUMNS.join(", ");
const NOTHING = VERSION_COLUMNS.map((name) => `NULL AS ${name}`).join(", ");

/**
 * Versions of files as the states hold them: those that are past, and the one that stands. A file that was never answered
 * has none of the first, and stands since it was first seen; where it had vanished before, it is known to stand now alone.
 */
const ANSWERED = `
  past AS (
    SELECT ${SCOPED_KEY}, first_seen_run, until_run, vanished, ${VERSION},
      coalesce(from_run, lag(until_run) OVER (PARTITION BY ${SCOPED_KEY} ORDER BY until_run), first_seen_run) AS from_run
    FROM state.past_versions),
  gone_once AS (SELECT DISTINCT ${SCOPED_KEY} FROM past WHERE vanished),
  standing AS (
    SELECT ${columnsOf("o")}, o.first_seen_run,
      coalesce(o.since_run, CASE WHEN g.file_id IS NULL THEN o.first_seen_run ELSE s.standing_run END) AS from_run
    FROM state.outcomes o JOIN ${STANDING_RUNS} s USING (scope) LEFT JOIN gone_once g USING (${SCOPED_KEY})
    WHERE o.vanished_run IS NULL)`;

/** What was known before there was an answer, and that nothing was there between two answers. */
const BETWEEN = `
  begins AS (SELECT ${SCOPED_KEY}, from_run FROM past UNION ALL SELECT ${SCOPED_KEY}, from_run FROM standing SEMI JOIN gone_once USING (${SCOPED_KEY})),
  gone AS (
    SELECT ${columnsOf("p", SCOPED_KEY)}, p.until_run AS from_run, min(b.from_run) FILTER (b.from_run >= p.until_run) AS until_run
    FROM past p LEFT JOIN begins b USING (${SCOPED_KEY}) WHERE p.vanished GROUP BY ALL),
  first_past AS (SELECT ${SCOPED_KEY}, min(first_seen_run) AS from_run, min(from_run) AS until_run FROM past GROUP BY ALL),
  unanswered_yet AS (
    SELECT * FROM first_past WHERE from_run < until_run
    UNION ALL
    SELECT ${SCOPED_KEY}, first_seen_run, from_run FROM standing ANTI JOIN first_past USING (${SCOPED_KEY})
    WHERE first_seen_run < from_run)`;

/** What a file was, and from which run to which. */
export const FILE_VERSIONS_VIEW: View = {
  name: "file_versions",
  meaning:
    "a version of a file, past or standing: at run n it is the one with from_run <= n and until_run > n (or empty)",
  columns: [
    ...KEY_MEANINGS,
    { name: "presence", meaning: "known, or gone: from when it had vanished until it came back" },
    { name: "from_run", meaning: "the run that found it so" },
    { name: "until_run", meaning: "the run that found it otherwise; empty for what stands" },
    { name: "valid_from", meaning: "when the first of these runs began" },
    { name: "valid_until", meaning: "when the second of them began" },
    ...VERSION_COLUMN_MEANINGS,
  ],
  sql: `
    WITH ${ANSWERED}, ${BETWEEN}
    SELECT ${columnsOf("v", SCOPED_KEY)}, v.presence, v.from_run, v.until_run, f.at AS valid_from, u.at AS valid_until,
      ${VERSION}
    FROM (
      SELECT ${SCOPED_KEY}, 'known' AS presence, from_run, until_run, ${VERSION} FROM past
      UNION ALL BY NAME SELECT ${SCOPED_KEY}, 'known' AS presence, from_run, NULL::INTEGER AS until_run, ${VERSION} FROM standing
      UNION ALL BY NAME SELECT *, 'known' AS presence, ${NOTHING} FROM unanswered_yet
      UNION ALL BY NAME SELECT *, 'gone' AS presence, ${NOTHING} FROM gone) v
    LEFT JOIN ${RUN_TIMES} f ON f.scope = v.scope AND f.run = v.from_run
    LEFT JOIN ${RUN_TIMES} u ON u.scope = v.scope AND u.run = v.until_run
    WHERE v.until_run IS NULL OR v.from_run < v.until_run`,
};
