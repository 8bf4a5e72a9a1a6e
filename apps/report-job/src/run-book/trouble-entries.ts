import { NO_RUN_ENTRY } from "./no-run-entry.ts";
import { check, LAST_RUNS, type RunBookEntry, SAME_SLOT_AGAIN } from "./run-book-entry.ts";

/** Trouble of the machine and of what is around the job, by the ids that log lines name. */
export const TROUBLE_ENTRIES = {
  "disk-full": {
    title: "The disk is full, or may not be written",
    means:
      "A state, a journal or the report could not be written (ENOSPC, EDQUOT, EROFS, EACCES). What was committed before is safe, and the report that stood there stands. The command ended with 4. What people were told of it is noted in the state folder, or in the report folder while that cannot be written; where neither could be ('could not be noted' in the log), no message says that it is over.",
    confirm: [
      check("room on the disks, and whether the folders can be written"),
      ["df -h .", "full: no room, on the disk of the state or report folder that the message names"],
      ["df -i .", "no inodes"],
    ],
    mend: [
      "Full (ENOSPC, EDQUOT, 'No space left on device'): free the disk. publish.keep removes old reports; the state itself grows by what changes.",
      "May not be written (EROFS, 'Read-only file system'; EACCES, EPERM, 'Permission denied'): room mends nothing. Look at the mount (ro; readOnlyRootFilesystem, ReadWritePaths of a unit, a volume that is not mounted), and at the user that the job runs as.",
      "Then start the same command again; for a report alone, 'attached-files report'.",
    ],
  },
  "clock-skew": {
    title: "The clock is wrong",
    means:
      "AWS refuses requests whose time is more than some minutes off ('Signature expired', 'RequestTimeTooSkewed', 'not yet current'). The SDK corrects it where it can; ages and slots are wrong all the same.",
    confirm: [
      check("the line about the clock"),
      ["date -u", "against a clock that you trust"],
      ["timedatectl status", "'System clock synchronized: yes'"],
    ],
    mend: [
      "Set the machine's time service right (chrony, systemd-timesyncd, the hypervisor's), then start the same command again.",
    ],
  },
  "bucket-not-reached": {
    title: "The bucket of reports is not reached",
    means:
      "The report stands in its folder, and could not be brought to S3. What was published there before stands. A single run ends with 4; the next one brings both. The message has what the report says, and where its page stands. Where there is no such bucket, a run ends with 2 before its first call, and makes no report.",
    confirm: [
      check("the lines about the bucket"),
      ["aws s3 ls s3://my-reports/attached-files/", "the same trouble (with your own bucket and prefix)"],
      ["attached-files permissions", "what the job needs of S3 and KMS"],
    ],
    mend: [
      "Mend what the message names: AccessDenied (the role, which needs what 'attached-files permissions' prints; bucket policy, KMS key), NoSuchBucket or ENOTFOUND (publish.s3.bucket, its region or endpoint), CredentialsUnavailable or ExpiredToken (credentials that are missing or have expired: profile or assumeRole of publish.s3, else the job's own; see error-credentials-unavailable), or the network.",
      "Then 'attached-files report', or wait for the next run.",
    ],
  },
  "state-bucket": {
    title: "The bucket of the state is not reached",
    means:
      "The states are kept in S3 (state.s3), and their bucket denies access, is not there, or cannot be reached. That is never taken for an empty state: the scope is not run, and nothing is changed. What could not be brought there at the end is in the state folder.",
    confirm: [
      check("the lines about the bucket of the state; run it where the job runs"),
      ["attached-files permissions", "what the job needs of S3 and KMS, s3:ListBucket among it"],
      ["aws s3 ls s3://my-state/attached-files-state/", "the same trouble (with your own bucket and prefix)"],
    ],
    mend: [
      "Mend what the message names: AccessDenied (role, bucket policy, KMS key), NoSuchBucket or ENOTFOUND (state.s3.bucket, its region or endpoint), CredentialsUnavailable or ExpiredToken (credentials that are missing or have expired: profile or assumeRole of state.s3, else the job's own; see error-credentials-unavailable), or the network.",
      "Then start the same command again: it goes on from the last checkpoint.",
    ],
  },
  "lease-lost": {
    title: "The lease on a state in S3 was lost",
    means:
      "The process could not renew its lease in time (the bucket was out of reach, or the machine stood still), or another one has taken the state over since. It changes nothing there any more, and ended with 4. The bucket has the last checkpoint, or what the other one has made.",
    confirm: [
      ["attached-files runs", "whether another process goes on with the slot, or has finished it"],
      check("whether the bucket of the state is reached now"),
    ],
    mend: [
      "Start the same command again: it goes on from the last checkpoint.",
      "If it comes again: a machine that is put to sleep, too little CPU, or a network that is away for most of leaseSeconds. Raise state.s3.leaseSeconds (60 by default).",
      "If two schedules run the same configuration, turn one off.",
    ],
  },
  "case-by-case": {
    title: "A domain is searched case by case",
    means:
      "SearchAllRelatedItems, which finds the files of a whole domain, was refused, and the job goes on with SearchCases and SearchRelatedItems. It finds the same files, and its report is as complete; the search takes one call for each case at least, of the same quota, so that a run takes longer and may run out of time. The log of each run tells of it once for each domain, each message about its report in a line (caseByCase in JSON); report.json (fallbacks of the run), the page ('How the run went') and the view runs keep it.",
    confirm: [
      check("the line about cases:SearchAllRelatedItems, and why it is refused"),
      [
        'attached-files query "SELECT scope, slot, fallbacks FROM runs ORDER BY started_at DESC LIMIT 10"',
        "since when, and which domains",
      ],
      ["attached-files permissions", "the policy that allows it; hold it against the role's"],
    ],
    mend: [
      "AccessDeniedException: allow cases:SearchAllRelatedItems. The next run's search is that of the whole domain again.",
      "Anything else: the Region, or a server in place of AWS, does not have the operation. Nothing is wrong; give the run the time (attached-files plan).",
    ],
  },
  "not-told": {
    title: "Somebody could not be told",
    means:
      "A target of 'notify' did not take a message: '… could not be told'. The report, its status and the exit code are what they are.",
    confirm: [
      check("the lines about whoever is to be told"),
      ["attached-files runs --limit 3", "what the message would have said"],
    ],
    mend: [
      "Send a test: 'attached-files notify --test' tells for each target whether it takes a message now, and what to do where it does not.",
      "404 or 410: the webhook was removed; make a new one, and put its URL into the target's variable. 403: for SNS or EventBridge, a permission.",
      "No connection: look at the way out of the machine.",
      "Delivered, and nothing arrived: look where the webhook, the subscription or the rule leads. A subscription that filters by the attribute status, or a rule by status or event, has to let 'test' through for a test.",
      "What was not sent of a report is sent by the next run, once more, and whenever its slot is started again. Of a run without a report it is not: its log has it.",
    ],
  },
  "telemetry-not-delivered": {
    title: "Measurements did not get to the collector",
    means:
      "OpenTelemetry's collector was not there, refused, or did not answer in time. The run is what it is; its metrics and traces are missing, so alarms on them may go off.",
    confirm: [
      [
        "curl -sSi -X POST -H 'content-type: application/json' -d '{}' http://127.0.0.1:4318/v1/traces",
        "200, at your own OTEL_EXPORTER_OTLP_ENDPOINT",
      ],
    ],
    mend: [
      "HTTP 401 or 403: OTEL_EXPORTER_OTLP_HEADERS. HTTP 404: the endpoint's path. ECONNREFUSED: the collector is down, or listens for gRPC (4317) only.",
      "No answer in time: raise OTEL_EXPORTER_OTLP_TIMEOUT (5000 ms without it, 30000 at most).",
    ],
  },
  "other-input": {
    title: "The slot was finished with another input",
    means:
      "A slot keeps the input that it was finished with: its place (Region, endpoint, profile, assumeRole, instance, domains, and the AWS variables of the environment) or its list. The configuration now says another one, so no call was made, and the answers are those of that input.",
    confirm: [[LAST_RUNS, "the slot is complete or partial, and of the input before the change"]],
    mend: [
      "The configuration is right now: run a new slot, 'attached-files run' without --slot or with another name, or let the next scheduled one begin.",
      `It is not: undo the change. ${SAME_SLOT_AGAIN}`,
    ],
  },
  "no-run": NO_RUN_ENTRY,
} as const satisfies Readonly<Record<string, RunBookEntry>>;
