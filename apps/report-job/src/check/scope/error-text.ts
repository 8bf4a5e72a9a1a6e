import type { SourceError } from "@attached-files/core";
import { shortText } from "../../run/short-text.ts";

/** An error in a few words: its name on the wire, and what the service said. */
export function errorText({ code, awsErrorName, message }: SourceError): string {
  return `${awsErrorName ?? code}: ${shortText(message.replaceAll(/\s+/g, " ").trim())}`;
}
