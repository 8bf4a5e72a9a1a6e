import { createHmac } from "node:crypto";

/** What of people's text can be replaced: file names, uploaders, the values of tags. */
export const REDACTABLE = ["names", "uploaders", "tags"] as const;
export type Redactable = (typeof REDACTABLE)[number];

/** What is replaced in every output, and the key of the hash that stands in its place. */
export interface Redaction {
  readonly kinds: readonly Redactable[];
  readonly key: string;
}

export const NO_REDACTION: Redaction = { kinds: [], key: "" };

/** The fewest characters of a key: names are few and easily guessed, so that a short key would give them away. */
export const SHORTEST_KEY = 16;

const PREFIX = "redacted-";

/**
 * What stands in the place of a text: 64 bits of its HMAC-SHA-256, so that the same text stays comparable from report to
 * report under the same key. The empty text tells nothing of anybody, and stays.
 */
export function redactedText(text: string, key: string): string {
  if (text === "") return "";
  return `${PREFIX}${createHmac("sha256", key).update(text, "utf8").digest("hex").slice(0, 16)}`;
}

// Behind any other point may stand the second half of somebody's name.
const EXTENSIONS =
  "csv doc docx eml gif heic html jfif jpeg jpg json mov mp3 mp4 msg pdf png ppt pptx rtf svg tif tiff txt wav webp xls xlsx xml zip".split(
    " ",
  );

/**
 * A file's name, redacted: its extension stays where it is a common one, because it tells the type.
 *
 * @param allowed extensions that stay, too, in small letters: those that files are held against.
 */
export function redactedName(name: string, key: string, allowed: ReadonlySet<string> = new Set()): string {
  const extension = /\.([A-Za-z0-9_-]+)$/.exec(name)?.[1]?.toLowerCase();
  const isKept = extension !== undefined && (EXTENSIONS.includes(extension) || allowed.has(extension));
  const kept = isKept ? `.${extension}` : "";
  return `${redactedText(name, key)}${kept}`;
}

/** A JSON object's values, redacted; what cannot be read is redacted as a whole. */
export function redactedValues(json: string, key: string): string {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return redactedText(json, key);
    const entries = Object.entries(value).map(([name, member]): [string, string] => [
      name,
      redactedText(typeof member === "string" ? member : JSON.stringify(member), key),
    ]);
    // Not an object of entries: a tag may be named __proto__.
    return `{${entries.map(([name, member]) => `${JSON.stringify(name)}:${JSON.stringify(member)}`).join(",")}}`;
  } catch {
    return redactedText(json, key);
  }
}
