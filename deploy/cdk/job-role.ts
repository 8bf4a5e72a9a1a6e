import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import type { Statement } from "./job-configuration.ts";

/** The role that the job runs as: allowed what `attached-files permissions` prints. */
export function jobRole(scope: Construct, service: string, permissions: readonly Statement[]): Role {
  const role = new Role(scope, "JobRole", {
    assumedBy: new ServicePrincipal(service),
    description: "What attached-files permissions prints",
  });
  for (const statement of permissions) role.addToPolicy(PolicyStatement.fromJson(statement));
  return role;
}
