import type { Irregularity, Note } from "../attached-file/irregularity.ts";
import { isPlainObject, readText, readUnknownMembers, type Writable } from "../attached-file/read-member.ts";
import { readSize } from "../attached-file/read-size.ts";
import { ok, type Result, refuse, show } from "../validation/result.ts";
import { type AttachmentScope, isKnownAttachmentScope } from "./attachment-scope.ts";

/** How large a file of one attachment scope may be, and how its name may end: what was set, else AWS's default. */
export interface AttachedFilesConfiguration {
  readonly attachmentScope: AttachmentScope;
  /** 1 to 104,857,600 by the model; a bigint only where a number would lose digits. */
  readonly maximumSizeLimitInBytes?: number | bigint;
  /** As they were answered: without a dot, capitals or not. */
  readonly allowedExtensions?: readonly string[];
  readonly unknownMembers?: Readonly<Record<string, unknown>>;
}

/** What one call of ListAttachedFilesConfigurations answered, in the order of the answer. */
export interface ConfigurationsPage {
  readonly configurations: readonly AttachedFilesConfiguration[];
  /** Everything in which the answer differed from the model. */
  readonly irregularities: readonly Irregularity[];
}

const LIST = "AttachedFilesConfigurations";
const MEMBERS: ReadonlySet<string> = new Set([LIST, "NextToken"]);
const CONFIGURATION_MEMBERS: ReadonlySet<string> = new Set([
  "InstanceId",
  "AttachmentScope",
  "MaximumSizeLimitInBytes",
  "ExtensionConfiguration",
]);
const EXTENSION_CONFIGURATION_MEMBERS: ReadonlySet<string> = new Set(["AllowedExtensions"]);
const EXTENSION_MEMBERS: ReadonlySet<string> = new Set(["Extension"]);
const MOST_BYTES = 104_857_600;

/**
 * Reads an answer of ListAttachedFilesConfigurations, JSON already parsed, as tolerantly as those about files: unknown
 * scopes and members are kept by name and noted. An absent list is allowed by the model, and has no entries.
 *
 * @returns issues only where the answer is no object, or its list is something other than a list.
 */
export function parseConfigurationsPage(raw: unknown): Result<ConfigurationsPage> {
  if (!isPlainObject(raw)) return refuse([{ path: "", expected: `an object with ${LIST}`, received: show(raw) }]);
  const list = raw[LIST] ?? [];
  if (!Array.isArray(list)) return refuse([{ path: LIST, expected: "a list", received: show(list) }]);
  const irregularities: Irregularity[] = [];
  const note: Note = (irregularity) => void irregularities.push(irregularity);
  const configurations = list.flatMap((entry: unknown, index) => {
    const configuration = readConfiguration(entry, `${LIST}[${index}]`, note);
    return configuration === undefined ? [] : [configuration];
  });
  readUnknownMembers(raw, MEMBERS, "", note);
  return ok({ configurations, irregularities });
}

function readConfiguration(raw: unknown, path: string, note: Note): AttachedFilesConfiguration | undefined {
  if (!isPlainObject(raw)) return noteNoObject(raw, path, note);
  const attachmentScope = readText(raw, "AttachmentScope", path, note, "required");
  // Rules for nobody knows what cannot be held against any file.
  if (attachmentScope === undefined) return undefined;
  if (!isKnownAttachmentScope(attachmentScope)) {
    note({ kind: "unknown-attachment-scope", path: `${path}.AttachmentScope`, detail: show(attachmentScope) });
  }
  const configuration: Writable<AttachedFilesConfiguration> = { attachmentScope };
  const size = readMaximumSize(raw.MaximumSizeLimitInBytes, `${path}.MaximumSizeLimitInBytes`, note);
  if (size !== undefined) configuration.maximumSizeLimitInBytes = size;
  const extensions = readExtensions(raw.ExtensionConfiguration, `${path}.ExtensionConfiguration`, note);
  if (extensions !== undefined) configuration.allowedExtensions = extensions;
  const unknownMembers = readUnknownMembers(raw, CONFIGURATION_MEMBERS, path, note);
  if (unknownMembers !== undefined) configuration.unknownMembers = unknownMembers;
  return configuration;
}

function readMaximumSize(raw: unknown, path: string, note: Note): number | bigint | undefined {
  if (raw === undefined || raw === null) return undefined;
  const size = readSize(raw, path, note);
  if (size !== undefined && size > MOST_BYTES) {
    note({ kind: "out-of-range", path, detail: `expected 1 to ${MOST_BYTES} bytes, received ${show(raw)}` });
  }
  return size;
}

function readExtensions(raw: unknown, path: string, note: Note): readonly string[] | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (!isPlainObject(raw)) return noteNoObject(raw, path, note);
  readUnknownMembers(raw, EXTENSION_CONFIGURATION_MEMBERS, path, note);
  const list = raw.AllowedExtensions;
  const at = `${path}.AllowedExtensions`;
  if (!Array.isArray(list)) {
    const isAbsent = list === undefined || list === null;
    note({ kind: isAbsent ? "missing-member" : "wrong-type", path: at, detail: show(list) });
    return undefined;
  }
  return list.flatMap((entry: unknown, index) => {
    const place = `${at}[${index}]`;
    if (!isPlainObject(entry)) return noteNoObject(entry, place, note) ?? [];
    readUnknownMembers(entry, EXTENSION_MEMBERS, place, note);
    return readText(entry, "Extension", place, note, "required") ?? [];
  });
}

function noteNoObject(raw: unknown, path: string, note: Note): undefined {
  note({ kind: raw === null ? "null-entry" : "not-an-object", path, detail: show(raw) });
}
