import { BY_OPERATION } from "./errors-on-the-way.ts";
import { check, LAST_RUNS, type RunBookEntry, SAME_SLOT_AGAIN } from "./run-book-entry.ts";

/** A search that is denied has no files to its name: the run tells what was denied. */
const WHAT_ENDED_RUNS: RunBookEntry["confirm"][number] = [
  'attached-files query "SELECT scope, slot, trouble_code, trouble_operation, trouble_message FROM runs ORDER BY started_at DESC LIMIT 10"',
  "the operation and what the service says of it. A search that is denied (ListDomains, SearchAllRelatedItems) is told here alone: no file failed then, and the next question has no rows",
];

/** What each error means that AWS itself answers with. */
export const SERVICE_ERROR_ENTRIES = {
  AccessDeniedException: {
    title: "Denied: AccessDeniedException",
    means:
      "AWS knows who asks, and does not allow it: a permission is missing, or a policy of the organisation, a boundary or a session forbids it. After three denied cases without an answer a scope ends. A machine whose clock is wrong is denied, too.",
    confirm: [
      check("which permission is missing: each is tried by a harmless call"),
      ["aws sts get-caller-identity", "the role that the job should have (with assumeRole: may this one take it?)"],
      ["attached-files permissions", "the least policy that this configuration needs; hold it against the role's"],
      WHAT_ENDED_RUNS,
      BY_OPERATION,
    ],
    mend: [
      "Give the role what 'attached-files permissions' prints. What changed lately: the role, its boundary, the instance or the domain of the scope?",
      "Only some cases are denied: a condition on tags or on the instance leaves them out. Which these are stands in files.csv of the report (associated_resource_arn, where error_code is AccessDeniedException).",
      "If the message speaks of a signature that is expired or not yet valid, see the clock (trouble-clock-skew).",
      SAME_SLOT_AGAIN,
    ],
  },
  InvalidRequestException: {
    title: "Refused: InvalidRequestException",
    means: "The service does not take a request. Single ids that are to blame are found by halving; only they fail.",
    confirm: [BY_OPERATION],
    mend: [
      "A scope that takes a list (references, --references): it may name what is no file or another instance's; mend the list. A scope that searches has none: report it with the log; AWS may have changed its rules.",
    ],
  },
  InternalServiceException: {
    title: "The service failed: InternalServiceException",
    means: "Amazon Connect answered that something of its own went wrong. It was tried again, and usually passes.",
    confirm: [BY_OPERATION, [LAST_RUNS, "whether it ended the scope"]],
    mend: [
      "Look at the AWS Health Dashboard for Amazon Connect in the Region.",
      "Wait: most of it passes by itself.",
      SAME_SLOT_AGAIN,
      "If it is always the same case, open a support case with its ARN and the time.",
    ],
  },
  ResourceNotFoundException: {
    title: "Not there: ResourceNotFoundException",
    means:
      "An instance or domain that the configuration names is not there, or a case is gone (its files are then refused, not failed). Where a domain is not there and no file is known, the run is given up (exit 4), and makes no report of nothing.",
    confirm: [
      check(
        "which of the scope's settings is wrong: it looks for the instance, and for each domain of domainIds in the Region",
      ),
      WHAT_ENDED_RUNS,
      BY_OPERATION,
      ["attached-files plan", "the scope, its Region and its domains"],
    ],
    mend: [
      "trouble_operation is a search (SearchAllRelatedItems, SearchCases): an id in domainIds of the scope is wrong, or that of another Region or account. Correct it, or leave domainIds out: the domains are then found.",
      "Else look whether instanceId, domainIds and region of the scope belong together, and to the account of the credentials.",
    ],
  },
  ThrottlingException: {
    title: "Throttled: ThrottlingException",
    means:
      "Others use the same quota, the live agents among them: it is shared by all of the account and Region. The job slows down by itself and comes back. A call that is throttled in all its attempts is asked once more when others are answered, and fails if that is throttled, too.",
    confirm: [
      [
        'attached-files query "SELECT scope, slot, requests, throttles, worked_seconds FROM runs ORDER BY started_at DESC LIMIT 10"',
        "throttles by run: a few are harmless",
      ],
    ],
    mend: [
      "Lower what the job takes: quota.requestsPerSecond where it is 'unlimited' (then share lowers nothing) or more than AWS's quota (2 a second by default), else quota.share (0.75 by default). Or run when agents are few. More parallel calls make it worse.",
      "Look whether another program, or a second schedule of this one, asks in the same account and Region.",
      "If the quota was raised or lowered by AWS, say so in quota.requestsPerSecond.",
      "Where nothing but throttles comes, a run without a time box tells nobody until it gives up (run.stopAfterFailures), which may take a quarter of an hour and more: --time-box gets a message sent in time.",
    ],
  },
} satisfies Readonly<Record<string, RunBookEntry>>;
