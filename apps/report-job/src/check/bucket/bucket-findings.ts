import type { BucketProbes, Probe } from "../../compose-probes.ts";
import type { Permission } from "../../permissions/permission.ts";
import { type Finding, failed, passed, type Subject, unknown } from "../finding.ts";
import { errorText } from "../scope/error-text.ts";
import { permissionFinding } from "../scope/permission-findings.ts";

/** An object that nobody writes, but a server that heeds no conditions. */
const KEY = ".attached-files-check";

type Ask = (probes: BucketProbes, prefix: string, signal: AbortSignal) => Promise<Probe<object>>;

/** In the order in which they are asked: whether a missing object may be told of depends on whether one may list. */
const ASKED: readonly (readonly [string, Ask])[] = [
  ["s3:ListBucket", (probes, prefix, signal) => probes.list(prefix, signal)],
  ["s3:GetObject", (probes, prefix, signal) => probes.read(`${prefix}${KEY}`, signal)],
  ["s3:PutObject", (probes, prefix, signal) => probes.write(`${prefix}${KEY}`, signal)],
  ["s3:DeleteObject", (probes, prefix, signal) => probes.remove(`${prefix}${KEY}`, signal)],
  ["s3:AbortMultipartUpload", (probes, prefix, signal) => probes.abortUpload(`${prefix}${KEY}`, signal)],
];

/** Whether a bucket is there and may be used as the permissions say, without leaving anything in it. */
export async function* bucketFindings(
  about: string,
  { bucket, prefix }: { readonly bucket: string; readonly prefix: string },
  permissions: readonly Permission[],
  probes: BucketProbes,
  signal: AbortSignal,
): AsyncGenerator<Finding> {
  const subject: Subject = { check: "bucket", about };
  const actions = permissions.flatMap((permission) => permission.actions);
  let mayList = false;
  for (const [action, ask] of ASKED.filter(([name]) => actions.includes(name))) {
    const probe = await ask(probes, prefix, signal);
    const { error } = probe;
    if (error?.awsErrorName === "NoSuchBucket") {
      const next = `Correct ${about}.bucket, region or endpoint, whichever is wrong, or create it there.`;
      yield failed(subject, `there is no bucket ${bucket} where it was asked for`, next, "usage");
      return;
    }
    if (error !== undefined && SILENT.has(error.code)) {
      const what = about === "state.s3" ? "no run would begin" : "a run would make its report, and not get it there";
      const next = `Check address, Region and credentials of the bucket; as it is, ${what}.`;
      yield failed(subject, `the bucket ${bucket} cannot be asked: ${errorText(error)}`, next, "unavailable");
      return;
    }
    if (action === "s3:ListBucket") {
      mayList = error === undefined;
      yield passed(subject, `s3://${bucket}/${prefix} answers`);
    }
    yield bucketPermission({ check: "permission", about, action }, probe, mayList);
    if (action !== "s3:PutObject" || error !== undefined) continue;
    await probes.remove(`${prefix}${KEY}`, signal);
    if (about !== "state.s3") continue;
    const next = "Name a bucket of S3, or of a server that does: without it two runs could work on the state at once.";
    yield failed(subject, `the server of ${bucket} does not heed If-Match when an object is put`, next, "usage");
  }
  for (const action of actions.filter((name) => name.startsWith("kms:"))) {
    const next = `The first upload shows it; 'attached-files permissions' names ${action} and the key.`;
    yield unknown({ check: "permission", about, action }, "not asked: nothing harmless shows it", next);
  }
}

const SILENT: ReadonlySet<string> = new Set([
  "SourceUnreachable",
  "SourceTimeout",
  "CredentialsUnavailable",
  "ForeignAnswer",
  "UnexpectedAnswer",
]);

function bucketPermission(
  subject: Subject & { readonly action: string },
  probe: Probe<object>,
  mayList: boolean,
): Finding {
  const isDenied = probe.error?.code === "AccessDeniedException";
  if (isDenied && subject.action === "s3:GetObject" && !mayList) {
    // S3 does not say that an object is missing to whoever may not list.
    return unknown(
      subject,
      "not learned: it shows only where s3:ListBucket is allowed",
      "Allow that first, then check again.",
    );
  }
  return permissionFinding(subject, [probe], false);
}
