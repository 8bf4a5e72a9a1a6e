import type { SourceErrorCode } from "@attached-files/core";
import { EARLY_END_ENTRIES } from "./early-end-entries.ts";
import { EMPTY_SEARCH_ENTRIES } from "./empty-search-entries.ts";
import { ERRORS_ON_THE_WAY } from "./errors-on-the-way.ts";
import { check, type RunBookEntry } from "./run-book-entry.ts";
import { SERVICE_ERROR_ENTRIES } from "./service-error-entries.ts";

/** What ended a search or calls early: `code` of the log, `trouble_code` of a run, `error.type` of metrics and spans. */
export type TroubleCode = SourceErrorCode | "TimeBox" | "Superseded" | "OtherInstance" | "NothingFound";

/** What each error means. */
export const ERROR_ENTRIES: Readonly<Record<TroubleCode, RunBookEntry>> = {
  ...SERVICE_ERROR_ENTRIES,
  CredentialsUnavailable: {
    title: "Credentials missing or expired: CredentialsUnavailable",
    means: "The AWS SDK found no credentials, or those that it found have expired. The scope ends at once.",
    confirm: [
      check("the line about credentials; run it where the job runs"),
      ["aws sts get-caller-identity", "the same trouble, in the environment of the job, not of your shell"],
    ],
    mend: [
      "None were found ('Could not load credentials'): look whether the job has any where it runs. A role of the machine, task or function: whether it is attached and its endpoint can be reached. Keys in variables: whether all of them reach the job. A profile: whether the job's user has its file.",
      "They expired, or AWS does not know them: by single sign-on, sign in again. Keys in variables: look whether they belong together and are of now (AWS_SESSION_TOKEN, too). A role: look whether it and its trust are still there.",
      "Of a bucket, it is about the credentials of that section (profile or assumeRole of state.s3 or publish.s3), else about the job's own.",
    ],
  },
  ...ERRORS_ON_THE_WAY,
  ...EARLY_END_ENTRIES,
  ...EMPTY_SEARCH_ENTRIES,
};
