import type { AwsClientOptions } from "../aws-client/aws-client-options.ts";

/** What is told of a run, in all the forms that a target may want. */
export interface Notice {
  readonly title: string;
  readonly text: string;
  /** The whole for programs, a JSON object. */
  readonly json: string;
  readonly status: string;
}

/** How to reach AWS; one attempt is made, whoever calls repeats it. */
export type NoticeTarget = Pick<AwsClientOptions, "region" | "endpoint" | "profile" | "credentials">;
