/** Something that AWS must allow, and what for. */
export interface Permission {
  /** Names the statement: letters and digits alone, as IAM wants it. */
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Operator → condition key → value, as IAM has it. */
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Without an optional one, the job goes on and knows less. */
  readonly isOptional?: boolean;
}

/** Whose permissions these are, and all of them. */
export interface PrincipalPermissions {
  /** The ARN of a role, `profile NAME`, or `own` for whatever credentials the AWS SDK finds. */
  readonly principal: string;
  readonly permissions: readonly Permission[];
}

/** What is known of where the job runs, beyond its configuration. */
export interface Whereabouts {
  /** 12 digits; without it every account's, which a role without trust in others cannot reach anyway. */
  readonly account: string | undefined;
  /** Where a scope, a bucket or a target names none. */
  readonly region: string | undefined;
}

/** The credentials of a section of the configuration. */
export function principalOf(section: {
  readonly assumeRole?: { readonly roleArn: string } | undefined;
  readonly profile?: string | undefined;
}): string {
  if (section.assumeRole !== undefined) return section.assumeRole.roleArn;
  return section.profile === undefined ? "own" : `profile ${section.profile}`;
}

/**
 * The partition of a Region.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/rande.html (read 2026-11)
 */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
