import { limitsOf, RESOURCE_KINDS, type ResourceKind } from "@attached-files/core";
import { type FileRules, LARGEST_FILE_BYTES } from "../file-rules.ts";
import { toBytes } from "../model/bytes.ts";
import type { InstanceLimits } from "../query/instance-limits.ts";
import type { InstanceLimitsReport, LimitsReport, StandingLimits } from "./limits-schema.ts";

/** What is known of the limits of a report's files. */
export interface KnownLimits {
  readonly scopes: readonly string[];
  readonly instances: readonly InstanceLimits[];
  /** Scopes with files of other instances than these. */
  readonly withOthers: ReadonlySet<string>;
}

/** Decides which limits stand: those of the configuration, else what Amazon Connect was found to allow, else AWS's own. */
export function limitsReport(rules: FileRules, { scopes, instances, withOthers }: KnownLimits): LimitsReport {
  return scopes.flatMap((scope) => {
    const known = instances.filter((each) => each.scope === scope).map((each) => ofInstance(rules, each));
    return known.length === 0 || withOthers.has(scope) ? [...known, ofNobodyAsked(rules, scope)] : known;
  });
}

/** The extensions that any file may be held against, in small letters. */
export function heldAgainst(
  { allowedExtensions, learnLimits }: FileRules,
  instances: readonly InstanceLimits[],
): ReadonlySet<string> {
  const learnt = learnLimits ? instances.flatMap(({ configurations }) => configurations) : [];
  const all = [...(allowedExtensions ?? []), ...learnt.flatMap((each) => each.allowedExtensions ?? [])];
  return new Set(all.map((extension) => extension.toLowerCase()));
}

function ofInstance(rules: FileRules, limits: InstanceLimits): InstanceLimitsReport {
  const { scope, instanceId, isOfRun } = limits;
  const configurations = rules.learnLimits ? limits.configurations : [];
  return {
    scope,
    instanceId,
    ...(isOfRun && rules.learnLimits
      ? { answer: limits.answer, code: limits.code, askedAt: limits.askedAt }
      : { answer: "not-asked", code: null, askedAt: null }),
    learntAt: rules.learnLimits ? limits.learntAt : null,
    learnt: configurations.map(({ attachmentScope, maximumSizeLimitInBytes, allowedExtensions }) => ({
      attachmentScope,
      maxFileSizeBytes: maximumSizeLimitInBytes === undefined ? null : toBytes(BigInt(maximumSizeLimitInBytes)),
      allowedExtensions: allowedExtensions === undefined ? null : [...allowedExtensions],
    })),
    standing: RESOURCE_KINDS.map((kind) => standingLimits(rules, kind, configurations)),
  };
}

function ofNobodyAsked(rules: FileRules, scope: string): InstanceLimitsReport {
  return {
    scope,
    instanceId: null,
    ...{ answer: "not-asked", code: null, askedAt: null, learntAt: null, learnt: [] },
    standing: RESOURCE_KINDS.map((kind) => standingLimits(rules, kind, [])),
  };
}

function standingLimits(
  { maxFileSizeBytes, allowedExtensions }: FileRules,
  attachedTo: ResourceKind,
  configurations: InstanceLimits["configurations"],
): StandingLimits {
  const learnt = limitsOf(configurations, attachedTo);
  const size = maxFileSizeBytes ?? learnt.maximumSizeBytes;
  const extensions = allowedExtensions ?? learnt.allowedExtensions;
  const from = (isConfigured: boolean, isLearnt: boolean) =>
    isConfigured ? "configured" : isLearnt ? "learnt" : "default";
  return {
    attachedTo,
    maxFileSizeBytes: toBytes(BigInt(size ?? LARGEST_FILE_BYTES)),
    maxFileSizeFrom: from(maxFileSizeBytes !== null, size !== undefined),
    allowedExtensions: extensions === undefined ? null : [...extensions],
    allowedExtensionsFrom: from(allowedExtensions !== null, extensions !== undefined),
  };
}
