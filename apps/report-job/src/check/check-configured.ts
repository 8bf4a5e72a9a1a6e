import { tmpdir } from "node:os";
import type { Config, ScopeConfig } from "../config/config-schema.ts";
import { bucketSettingsThatAreMissing } from "../job/check-bucket.ts";
import { stateSettingsThatAreMissing } from "../job/open-job-states.ts";
import type { Whereabouts } from "../permissions/permission.ts";
import { publishPermissions } from "../permissions/publish-permissions.ts";
import { statePermissions } from "../permissions/state-permissions.ts";
import type { Clock } from "../run/clock.ts";
import { checkBucketSection } from "./bucket/check-bucket-section.ts";
import { type Finding, passed } from "./finding.ts";
import { diskFinding } from "./machine/disk-finding.ts";
import { type LookedAtList, lookAtList } from "./machine/look-at-list.ts";
import { plannedStates } from "./machine/planned-states.ts";
import { proxyFinding, proxyNote } from "./machine/proxy-finding.ts";
import { reportFolderFinding } from "./machine/report-folder-finding.ts";
import { scheduleFindings } from "./machine/schedule-finding.ts";
import { stateFolderFinding } from "./machine/state-findings.ts";
import { notifyFindings } from "./notify-findings.ts";
import { checkScope } from "./scope/check-scope.ts";

export interface CheckedJob {
  readonly config: Config;
  readonly scopes: readonly ScopeConfig[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Flags that Node was started with. */
  readonly execArgv: readonly string[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Looks at all that a run of this configuration needs, the nearest first: this machine, then AWS. Changes nothing there. */
export async function* checkConfigured(job: CheckedJob): AsyncGenerator<Finding> {
  const { config, scopes, environment, execArgv, clock, signal } = job;
  const { state, report, publish, notify = [] } = config;
  const now = clock.now();
  const names = scopes.map(({ name }) => name).join(", ");
  yield passed({ check: "configuration" }, `it is in order: ${scopes.length === 1 ? "scope" : "scopes"} ${names}`);
  yield* scheduleFindings(config, now);
  yield proxyFinding(environment, execArgv);
  const lists = new Map<string, LookedAtList>();
  for (const scope of scopes) {
    const list = await lookAtList(scope);
    if (list === undefined) continue;
    lists.set(scope.name, list);
    yield list.finding;
  }
  const stateFolder = await stateFolderFinding(state.folder);
  yield stateFolder;
  if (state.s3 !== undefined) {
    const missing = await stateSettingsThatAreMissing(config, environment);
    const { s3 } = state;
    const permissionsIn = (where: Whereabouts) => statePermissions(s3, where);
    yield* checkBucketSection({ about: "state.s3", s3, missing, permissionsIn }, environment, signal);
  }
  const { planned, findings } = await plannedStates(job, stateFolder.result === "passed");
  yield* findings;
  yield await reportFolderFinding(report.folder, now);
  // States in a bucket are copied for reading, and sorting spills, in the folder for temporary files.
  yield await diskFinding([state.folder, report.folder, tmpdir()], planned);
  for (const scope of scopes) {
    const listed = lists.get(scope.name)?.first;
    yield* checkScope(scope, { environment, signal, proxyNote: proxyNote(environment, execArgv), listed });
  }
  if (publish?.s3 !== undefined) {
    const missing = await bucketSettingsThatAreMissing(config, environment);
    const permissionsIn = (where: Whereabouts) => publishPermissions(publish, where);
    yield* checkBucketSection({ about: "publish.s3", s3: publish.s3, missing, permissionsIn }, environment, signal);
  }
  yield* notifyFindings(notify, environment, signal);
}
