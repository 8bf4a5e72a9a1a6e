import type { Instance } from "../../connect-state/attached-files.ts";
import { type AttachmentScope, DEFAULT_CONFIGURATION } from "../../connect-state/files-configuration.ts";
import { check } from "./connect-members.ts";

// As in the model: no character of Unicode's category C (controls, formats, surrogates, private use, unassigned).
const FILE_NAME = /^\P{C}*$/u;

/** Checks a file against the model and the rules of its scope. @throws {FakeError} InvalidRequestException, with its Reason. */
export function checkFileRules(instance: Instance, scope: AttachmentScope, name: string, size: number): void {
  const { maximumSizeBytes, extensions } = instance.configurations.get(scope) ?? DEFAULT_CONFIGURATION;
  if (!FILE_NAME.test(name)) refuse("INVALID_FILE_NAME", "FileName has control or format characters");
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  if (extension === undefined || !extensions.some((allowed) => allowed.toLowerCase() === extension)) {
    refuse("INVALID_FILE_TYPE", `A file of ${scope} must have one of the extensions ${extensions.join(", ")}`);
  }
  if (size > maximumSizeBytes) {
    refuse("INVALID_FILE_SIZE", `A file of ${scope} has at most ${maximumSizeBytes} bytes, and this one ${size}`);
  }
}

function refuse(reason: "INVALID_FILE_NAME" | "INVALID_FILE_TYPE" | "INVALID_FILE_SIZE", message: string): never {
  return check.refuse(message, { Reason: { AttachedFileInvalidRequestExceptionReason: reason } });
}
