import { App } from "aws-cdk-lib";
import { AttachedFilesStack } from "./attached-files-stack.ts";
import { settingsOf } from "./settings.ts";

try {
  const app = new App();
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
  if (account === undefined || region === undefined) {
    throw new Error(
      "No account or no Region: the CDK finds them with credentials, or CDK_DEFAULT_ACCOUNT and CDK_DEFAULT_REGION say them.",
    );
  }
  const settings = settingsOf(app.node.getAllContext());
  new AttachedFilesStack(app, "attached-files", { env: { account, region }, settings });
} catch (error) {
  // Whoever deploys is told what to mend, and needs no stack for it.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
