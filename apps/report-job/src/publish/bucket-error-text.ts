import type { SourceError } from "@attached-files/core";
import { outsidePart } from "../run/outside-text.ts";

/** A message of S3's may quote what was sent. */
const LONGEST_REASON = 500;

/** What has to be allowed for an operation of S3, where it is not named as the operation is. */
const ACTIONS: Readonly<Record<string, string>> = {
  // To whoever may not list, S3 says of an object that is not there that it is denied.
  GetObject: "s3:GetObject, or s3:ListBucket where the object is not there yet",
  HeadObject: "s3:GetObject, or s3:ListBucket where the object is not there yet",
  ListObjectsV2: "s3:ListBucket",
  CopyObject: "s3:GetObject and s3:PutObject",
  DeleteObjects: "s3:DeleteObject",
};

/**
 * What a bucket answered, in a part of a sentence: its name on the wire; where it was denied the operation with its permission; and
 * what the service said, unless that is its name again.
 */
export function bucketErrorText({ code, awsErrorName, message, operation }: SourceError): string {
  const name = awsErrorName ?? code;
  const said = outsidePart(message, LONGEST_REASON);
  const reason = said === name || said === code ? "" : said;
  const isDenied = code === "AccessDeniedException" && operation !== undefined;
  const denied = isDenied ? `${operation} is denied (${ACTIONS[operation] ?? `s3:${operation}`})` : "";
  return [name, [denied, reason].filter((part) => part !== "").join(": ")].filter((part) => part !== "").join(", ");
}

/** What is to be done about a bucket that denies something, or whose credentials are none; undefined about other trouble. */
export function toBeAllowed({ code }: SourceError): string | undefined {
  if (code === "AccessDeniedException") return "'attached-files permissions' prints what has to be allowed";
  // No policy mends a key that is not known, or has expired.
  if (code === "CredentialsUnavailable") return "'attached-files check' says whose credentials are found";
  return undefined;
}
