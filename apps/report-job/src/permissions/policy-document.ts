import type { Permission } from "./permission.ts";

/** A policy of IAM, as `aws iam put-role-policy --policy-document` takes it. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: "Allow";
    readonly Action: readonly string[];
    readonly Resource: readonly string[];
    readonly Condition?: NonNullable<Permission["condition"]>;
  }[];
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html (read 2026-11) */
export function policyDocument(permissions: readonly Permission[]): PolicyDocument {
  const seen = new Map<string, number>();
  const unique = (sid: string): string => {
    const times = (seen.get(sid) ?? 0) + 1;
    seen.set(sid, times);
    return times === 1 ? sid : `${sid}${times}`;
  };
  return {
    Version: "2012-10-17",
    Statement: permissions.map(({ sid, actions, resources, condition }) => ({
      Sid: unique(sid),
      Effect: "Allow",
      Action: [...actions].sort(),
      Resource: [...resources],
      ...(condition === undefined ? {} : { Condition: condition }),
    })),
  };
}
