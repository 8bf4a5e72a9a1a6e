export type { AssumeRole, AwsClientOptions, AwsCredentials } from "../aws-client/aws-client-options.ts";
export { connectFileSource } from "./connect-file-source.ts";
