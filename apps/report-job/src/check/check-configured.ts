import { bucketSettingsThatAreMissing } from "../cli/check-bucket.ts";
import { composeAccountProbes, composeBucketProbes } from "../compose-probes.ts";
import type { Config, ScopeConfig } from "../config/config-schema.ts";
import type { S3Config } from "../config/publish-section.ts";
import type { Permission } from "../permissions/permission.ts";
import { publishPermissions } from "../permissions/publish-permissions.ts";
import { planConfigured } from "../planning/plan-configured.ts";
import type { Clock } from "../run/clock.ts";
import { bucketFindings } from "./bucket/bucket-findings.ts";
import { type Finding, failed, passed } from "./finding.ts";
import { diskFinding } from "./machine/disk-finding.ts";
import { type LookedAtList, lookAtList } from "./machine/look-at-list.ts";
import { proxyFinding, proxyNote } from "./machine/proxy-finding.ts";
import { reportFolderFinding } from "./machine/report-folder-finding.ts";
import { scheduleFindings } from "./machine/schedule-finding.ts";
import { standingStateFindings, stateFolderFinding } from "./machine/state-findings.ts";
import { notifyFindings } from "./notify-findings.ts";
import { credentialsFinding } from "./scope/account-findings.ts";
import { asksAws } from "./scope/asks-aws.ts";
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
  yield await stateFolderFinding(state.folder);
  const planned = await planConfigured({ config, scopes, full: false, isBoxed: false, environment, clock });
  yield* standingStateFindings(planned);
  yield await reportFolderFinding(report.folder, now);
  yield await diskFinding({ state: state.folder, report: report.folder }, planned);
  for (const scope of scopes) {
    const listed = lists.get(scope.name)?.first;
    yield* checkScope(scope, { environment, signal, proxyNote: proxyNote(environment, execArgv), listed });
  }
  if (publish?.s3 !== undefined) {
    const missing = await bucketSettingsThatAreMissing(config, environment);
    yield* checkBucketSection("publish.s3", publish.s3, (where) => publishPermissions(publish, where), missing, job);
  }
  yield* notifyFindings(notify, environment, signal);
}

async function* checkBucketSection(
  about: string,
  s3: S3Config,
  permissionsIn: (where: { region: string | undefined; account: undefined }) => readonly Permission[],
  missing: readonly string[],
  { environment, signal }: CheckedJob,
): AsyncGenerator<Finding> {
  for (const problem of missing) {
    const next = "Then check again: nothing was asked of the bucket.";
    yield failed({ check: "bucket", about }, problem, next, "usage");
  }
  if (missing.length > 0) return;
  const account = await composeAccountProbes(s3);
  const probes = await composeBucketProbes(s3);
  try {
    yield credentialsFinding(about, asksAws(s3, environment) ? await account.whoAmI(signal) : undefined);
    const permissions = permissionsIn({ region: s3.region ?? (await account.region()), account: undefined });
    yield* bucketFindings(about, s3, permissions, probes, signal);
  } finally {
    account.close();
    probes.close();
  }
}
