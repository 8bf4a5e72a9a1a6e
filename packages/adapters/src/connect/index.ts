export type {
  AssumeRole,
  AwsClientOptions,
  AwsCredentials,
  EndedCall,
  Exchange,
} from "../aws-client/aws-client-options.ts";
export { connectConfigurationSource } from "./connect-configuration-source.ts";
export { connectFileSource } from "./connect-file-source.ts";
export { missingAwsSettings } from "./missing-aws-settings.ts";
