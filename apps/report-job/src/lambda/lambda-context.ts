import type { WarningSource } from "../observe/log-warnings.ts";

/** What is used here of what Lambda hands a handler beside the event. */
export interface LambdaContext {
  readonly awsRequestId?: string;
  /** Milliseconds until Lambda ends the process. */
  getRemainingTimeInMillis(): number;
}

/** What the handler touches of the process that Lambda runs it in. */
export interface LambdaProcess {
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Takes messages; Lambda brings them to CloudWatch. */
  readonly stderr: { write(text: string): unknown };
  /** What tells of the warnings of Node.js and the AWS SDK. */
  readonly warnings: WarningSource;
  /** The only folder that may be written to, /tmp. */
  readonly temporaryFolder: string;
}
