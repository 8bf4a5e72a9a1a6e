import { App } from "aws-cdk-lib";
import { AttachedFilesStack } from "./attached-files-stack.ts";
import { settingsOf } from "./settings.ts";

const app = new App();
const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
if (account === undefined || region === undefined) {
  throw new Error(
    "No account and Region: the CDK finds them with credentials, or where CDK_DEFAULT_ACCOUNT and CDK_DEFAULT_REGION say them.",
  );
}
new AttachedFilesStack(app, "attached-files", {
  env: { account, region },
  settings: settingsOf(app.node.getAllContext()),
});
