import { z } from "zod";
import { externalId, roleArn, sessionName } from "./setting-formats.ts";

/** A role to take on before calling AWS. */
export const assumeRole = z.strictObject({
  roleArn: roleArn.describe("ARN of the role."),
  externalId: externalId.optional().describe("What the role's owner demands of third parties."),
  sessionName: sessionName.optional().describe("Shown in CloudTrail; 'attached-files' without it."),
});
