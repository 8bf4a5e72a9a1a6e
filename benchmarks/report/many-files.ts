import { buildState } from "../../apps/report-job/src/report/testing/build-state.ts";

/** Writes a state of so many files as companies have them: 3 a case, 400 uploaders, a year old at most, ten runs of history. */
export function writeManyFiles(path: string, files: number): Promise<void> {
  return buildState(path, { sql: [...PAST_RUNS, outcomes(files), pastVersions(files)], run: { number: 11 } });
}

const INSTANCE = "dddddddd-2222-4333-8444-555555555555";
const ACCOUNT = "eu-central-1:123456789012";
/** An id that is another for each number, and looks like one. */
const id = (number: string): string =>
  `format('{:08x}-4111-4222-8333-{:012x}', (${number})::BIGINT, (${number})::BIGINT)`;
const someTime = (seconds: string): string =>
  `strftime(TIMESTAMP '2026-11-24 05:00:00' - to_seconds(${seconds}), '%Y-%m-%dT%H:%M:%S.%gZ')`;
const someSeconds = "(hash(i + 7) % 31536000)::BIGINT";

const PAST_RUNS = Array.from(
  { length: 10 },
  (_, index) => `INSERT INTO runs BY NAME SELECT '2026-11-${13 + index}T06:00:00Z' AS slot, ${index + 1} AS number,
    'complete' AS status, 'search of domain d0d0d0d0' AS input, 'digest' AS input_digest,
    TIMESTAMP '2026-11-${13 + index} 06:00:00' AS started_at, TIMESTAMP '2026-11-${13 + index} 07:00:00' AS finished_at`,
);

function outcomes(files: number): string {
  return `INSERT INTO outcomes BY NAME ${manyFiles(files)}`;
}

/** Rows of the state's `outcomes`, as a query. */
export function manyFiles(files: number): string {
  return `SELECT
    i + 1 AS number, '${INSTANCE}' AS instance_id, 1 AS first_seen_run,
    CASE WHEN i % 50 = 0 THEN 2 + (i + 1) % 9 ELSE 1 END AS since_run, 11 AS answered_run,
    'arn:aws:cases:${ACCOUNT}:domain/d0d0d0d0-1111-4222-8333-444444444444/case/' || ${id("i // 3")} AS associated_resource_arn,
    ${id("i")} AS file_id,
    'retrieved' AS outcome, 'retrieved' AS answer,
    ['claim form', 'invoice', 'photo of damage', 'Schadensmeldung für', 'letter'][1 + i % 5] || ' ' || i
      || ['.pdf', '.pdf', '.jpg', '.png', '.docx', '.eml'][1 + i % 6] AS file_name,
    CASE WHEN i % 50 = 0 THEN 'REJECTED' WHEN i % 333 = 0 THEN 'FAILED' WHEN i % 250 = 1 THEN 'PROCESSING' ELSE 'APPROVED' END
      AS file_status,
    (hash(i) % 5000000)::BIGINT AS file_size_bytes, 'ATTACHMENT' AS file_use_case_type,
    ${someTime(someSeconds)} AS creation_time, ${someTime(`${someSeconds} - 2`)} AS association_time,
    'arn:aws:connect:${ACCOUNT}:instance/${INSTANCE}/file/' || ${id("i")} AS file_arn,
    'ConnectUserArn' AS created_by_kind,
    'arn:aws:connect:${ACCOUNT}:instance/${INSTANCE}/agent/' || ${id("hash(i) % 400")} AS created_by,
    CASE WHEN i % 3 = 0 THEN '{"department":"claims","team":"' || i % 12 || '"}' END AS tags,
    TIMESTAMP '2026-11-24 06:00:05' AS checked_at, TIMESTAMP '2026-11-24 06:00:05' AS confirmed_at
    FROM range(${files}) files(i)`;
}

/** One file in fifty was seen in PROCESSING before. */
function pastVersions(files: number): string {
  return `INSERT INTO past_versions BY NAME SELECT instance_id, associated_resource_arn, file_id, 1 AS first_seen_run,
    1 + number % 9 AS from_run, 2 + number % 9 AS until_run, false AS vanished, 'retrieved' AS answer, file_name,
    'PROCESSING' AS file_status, file_size_bytes, file_use_case_type, created_by_kind, created_by, tags
    FROM outcomes WHERE number % 50 = 1 AND number <= ${files}`;
}
