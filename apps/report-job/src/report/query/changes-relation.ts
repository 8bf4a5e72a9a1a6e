import { KEY, VERSION_COLUMNS } from "../../state/columns.ts";

const KEYS = KEY.split(", ");

/** Members whose values are no personal text, and may be shown without the file's row of the published table. */
const SHOWN = ["answer", "file_status", "file_size_bytes"];

const same = (one: string, other: string): string =>
  KEYS.map((name) => `${one}.${name} = ${other}.${name}`).join(" AND ");

/**
 * What one run found otherwise than the one before, in SQL: a row for each member of a file that changed, and one for each
 * file that appeared, vanished or came back. The first answer about a file that was known is no change. Only files of which the run found anything new are looked at.
 */
export function changesSql(database: string, from: number, to: number): string {
  const { outcomes, past } = { outcomes: `${database}.main.outcomes`, past: `${database}.main.past_versions` };
  const members = VERSION_COLUMNS.map(
    (
      name,
    ) => `CASE WHEN x.${name} IS DISTINCT FROM o.${name} AND ${name === "answer" ? "true" : "x.answer IS NOT DISTINCT FROM o.answer"}
      THEN {member: '${name}', "before": ${SHOWN.includes(name) ? `x.${name}::VARCHAR` : "NULL::VARCHAR"}, "after": ${SHOWN.includes(name) ? `o.${name}::VARCHAR` : "NULL::VARCHAR"}} END`,
  );
  const nothing = `NULL::VARCHAR AS member, NULL::VARCHAR AS "before", NULL::VARCHAR AS "after"`;
  return `
    WITH ended AS (SELECT * FROM ${past} WHERE until_run > ${from} AND until_run <= ${to} AND NOT vanished),
    gone_once AS (SELECT DISTINCT ${KEY} FROM ${past} WHERE vanished AND until_run <= ${from}),
    fresh AS (SELECT ${KEY}, first_seen_run, ${VERSION_COLUMNS.join(", ")} FROM ${outcomes}
      WHERE since_run > ${from} AND since_run <= ${to} AND vanished_run IS NULL),
    changed AS (
      SELECT ${KEYS.map((name) => `o.${name}`).join(", ")}, unnest(list_filter([${members.join(", ")}], lambda m: m IS NOT NULL)) AS change
      FROM fresh o JOIN ended x ON ${same("o", "x")})
    SELECT ${KEY}, 'changed' AS kind, change.member AS member, change."before" AS "before", change."after" AS "after" FROM changed
    UNION ALL SELECT ${KEY}, 'reappeared', ${nothing} FROM fresh o
      ANTI JOIN ended x ON ${same("o", "x")} SEMI JOIN gone_once g ON ${same("o", "g")} WHERE o.first_seen_run <= ${from}
    UNION ALL SELECT ${KEY}, 'appeared', ${nothing} FROM ${outcomes} WHERE first_seen_run > ${from} AND first_seen_run <= ${to}
    UNION ALL SELECT ${KEY}, 'vanished', ${nothing} FROM ${outcomes} WHERE vanished_run > ${from} AND vanished_run <= ${to}`;
}
