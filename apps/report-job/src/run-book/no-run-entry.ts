import { LAST_RUNS, type RunBookEntry } from "./run-book-entry.ts";

/** Nobody heard of a run. Of the commands, one is of the way that the job is started; the others have nothing to say. */
export const NO_RUN_ENTRY: RunBookEntry = {
  title: "There was no run",
  means: "An alarm that looks at missing numbers went off: the job was not started, or ended before it could tell.",
  confirm: [
    [LAST_RUNS, "the last run that began; 'in use' instead: a run is under way"],
    [
      "systemctl list-timers attached-files.timer",
      "when the scheduler started it last, and does so next (with systemd)",
    ],
    [
      "aws scheduler get-schedule --name attached-files --query '[State, ScheduleExpression, ScheduleExpressionTimezone]'",
      "ENABLED, and when (with Lambda and EventBridge Scheduler, in the Region of the function; the CDK's schedule is among those of 'aws scheduler list-schedules')",
    ],
    [
      "kubectl get cronjobs,jobs,pods --namespace attached-files",
      "SUSPEND False, LAST SCHEDULE, and how its newest job ended (with Kubernetes)",
    ],
    [
      "gh run list --workflow attached-files.yml --limit 5",
      "the last scheduled run and how it ended (with GitHub Actions, in the repository)",
    ],
  ],
  mend: [
    "No run began: look at the scheduler (timer, CronJob, EventBridge Scheduler, workflow: GitHub turns the schedules of a public repository off after 60 days without activity) and at the log of its last start.",
    "A run began and goes on: see reason-state-in-use. It was killed: see exit-code-130-143.",
    "It ran and is complete: the way of the numbers is broken. See trouble-telemetry-not-delivered, or look whether AWS_EMF_NAMESPACE reaches the job.",
  ],
};
