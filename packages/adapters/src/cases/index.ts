export type {
  AssumeRole,
  AwsClientOptions,
  AwsCredentials,
  EndedCall,
  Exchange,
} from "../aws-client/aws-client-options.ts";
export { type ConnectReferenceSourceOptions, connectReferenceSource } from "./connect-reference-source.ts";
