import { check, LAST_RUNS, type RunBookEntry } from "./run-book-entry.ts";

/** A process that was ended at once. */
export const ENDED_AT_ONCE: RunBookEntry = {
  title: "Exit codes 130, 137 and 143, or a signal: ended at once",
  means:
    "A second Ctrl-C or SIGTERM (130, INT; 143, TERM), the system (137, KILL), or Node.js itself for want of memory (134, ABRT). 137 mostly means memory, too: systemd's MemoryMax (result oom-kill), Kubernetes' limit (OOMKilled), or the machine's own; or an end that was asked for with SIGTERM and did not come in time. What was committed is safe; nothing more was delivered to OpenTelemetry or CloudWatch.",
  confirm: [
    [LAST_RUNS, "the run is running: it began and was killed, and nothing has gone on with it yet"],
    [
      "systemctl show --property Result,MemoryMax attached-files.service",
      "oom-kill: beyond MemoryMax; timeout: too late",
    ],
    [
      "kubectl describe pods --namespace=attached-files",
      "Last State or State: OOMKilled (beyond limits.memory), or Evicted (beyond ephemeral-storage)",
    ],
  ],
  mend: [
    "Start the same command again: it goes on where it was.",
    "Where it was memory, give more: MemoryMax in the unit, limits.memory in the manifest, the function's or the task's memory.",
    "In a function or container with a time limit, give --time-box a little less than the limit, so that a run ends by itself.",
    "Where a stop was too quick, give it 30 seconds between SIGTERM and SIGKILL: --stop-timeout, terminationGracePeriodSeconds, TimeoutStopSec.",
  ],
};

/** A process that never was: what the system answers in its place. */
export const NOT_STARTED: RunBookEntry = {
  title: "Exit codes 125 to 128, and 200 to 245 of systemd: the command was not started",
  means:
    "The system could not start the command, so that nothing was asked and nothing was reported. 127: it, or Node.js, is not where it is looked for; 126: it may not be started; 125, 128: the container's engine could not start it. systemd: 203 (EXEC) as 127; 217 (USER) the service's user; 226 (NAMESPACE) and 228 (SECCOMP) what confines the service; 238 (STATE_DIRECTORY) its folder below /var/lib. All of them are in the manual page systemd.exec.",
  confirm: [
    ["systemctl status attached-files.service", "the line with status=, which names what could not be done"],
    ["attached-files --version", "the command is there, and Node.js with it"],
    check("it starts, and nothing else is wrong"),
  ],
  mend: [
    "Read the line above the exit code in the service's journal, or the events of the pod: it names the file or the setting.",
    "127 or 203: install the command to where the unit, crontab or image looks for it (/usr/local/bin/attached-files), and Node.js to a folder of the service's PATH, for all users and not below one's home.",
    "Undo the last change of the unit, the image or the manifest.",
    "Then start it again.",
  ],
};
