import { instantOf } from "../report/query/files-relation.ts";
import { RUN_TIMES } from "./runs-view.ts";
import { KEY_MEANINGS, VERSION_COLUMN_MEANINGS, type View } from "./view.ts";

/** What stands: every file that is known, as it was last answered. */
export const FILES_VIEW: View = {
  name: "files",
  meaning: "a file that is known, as it was last answered",
  columns: [
    ...KEY_MEANINGS,
    ...VERSION_COLUMN_MEANINGS,
    { name: "creation_time", meaning: "CreationTime, exactly as answered" },
    { name: "creation_time_utc", meaning: "the same as a moment; empty where it is not ISO 8601 with a time zone" },
    { name: "association_time", meaning: "when it was attached, as the search told it" },
    { name: "association_time_utc", meaning: "the same as a moment" },
    { name: "file_arn", meaning: "FileArn" },
    { name: "unknown_members", meaning: "members that this version does not know, a JSON object" },
    {
      name: "outcome",
      meaning: "what the last run learned: retrieved, refused, unanswered, failed, carried, deferred",
    },
    { name: "error_code", meaning: "of a refused file, or of the call that failed" },
    { name: "error_message", meaning: "of a refused file, or of the call that failed" },
    { name: "first_seen_run", meaning: "the run that first named it" },
    { name: "first_seen_at", meaning: "when that run began" },
    { name: "since_run", meaning: "the run since which it is answered as it is; empty before the first answer" },
    { name: "since_at", meaning: "when that run began" },
    { name: "checked_at", meaning: "when it was last asked for" },
    { name: "confirmed_at", meaning: "when it was last retrieved" },
    { name: "vanished", meaning: "whether the last run found it gone; the next run does not know it any more" },
  ],
  sql: `
    SELECT o.scope, o.instance_id, o.associated_resource_arn, o.file_id,
      ${VERSION_COLUMN_MEANINGS.map(({ name }) => `o.${name}`).join(", ")},
      o.creation_time, ${instantOf("o.creation_time")} AS creation_time_utc,
      o.association_time, ${instantOf("o.association_time")} AS association_time_utc,
      o.file_arn, o.unknown_members, o.outcome, o.error_code, o.error_message,
      o.first_seen_run, seen.at AS first_seen_at, o.since_run, since.at AS since_at,
      timezone('UTC', o.checked_at) AS checked_at, timezone('UTC', o.confirmed_at) AS confirmed_at,
      o.vanished_run IS NOT NULL AS vanished
    FROM state.outcomes o
    LEFT JOIN ${RUN_TIMES} seen ON seen.scope = o.scope AND seen.run = o.first_seen_run
    LEFT JOIN ${RUN_TIMES} since ON since.scope = o.scope AND since.run = o.since_run`,
};
