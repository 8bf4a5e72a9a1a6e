import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type Document, isMap, isNode, isSeq, parseDocument } from "yaml";
import { JobError } from "../exit-code.ts";
import { outsideSentence } from "../run/outside-text.ts";
import { shortText } from "../run/short-text.ts";
import { shellWord } from "../terminal/shell-word.ts";

/** A file that is no YAML at all has as many errors as it has characters. */
const MOST_ERRORS = 5;

/** A file that is not YAML throughout. */
export class YamlError extends JobError {
  /** What can be read of it all the same; settings may be missing from it, or be cut. */
  readonly rest: Readonly<Record<string, unknown>>;

  constructor(message: string, rest: unknown, cause?: unknown) {
    super("usage", message, cause);
    this.rest = isSettings(rest) ? rest : {};
  }
}

/**
 * Reads a file of settings. Anchors and merges (`<<`) are resolved.
 *
 * @param isNamed whether a person named the file, rather than leaving it to be found.
 * @throws {YamlError} it is not YAML.
 * @throws {JobError} usage: it cannot be read, or is not one document of YAML with settings in it.
 */
export async function readYaml(path: string, isNamed: boolean): Promise<Record<string, unknown>> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const why = outsideSentence(messageOf(error));
    throw new JobError("usage", `The configuration cannot be read: ${why} ${nextStep(path, isNamed, error)}`, error);
  }
  const value = parse(path, text);
  if (isSettings(value)) return value;
  throw new JobError("usage", `${path}: expected settings, as 'scopes:'; the file holds none.`);
}

function nextStep(path: string, isNamed: boolean, error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  if (code === "EACCES" || code === "EPERM") return whoMayNot(path);
  return isNamed ? "Check the path." : "Name one with --config FILE.";
}

/** The path is not what is wrong. A service has a user of its own, and a file that root made may be root's alone. */
function whoMayNot(path: string): string {
  const user = process.geteuid?.();
  const who = user === undefined ? "the user of this process" : `user ${user} (group ${process.getegid?.()})`;
  return `The path is not wrong: ${who} may not read the file, or not enter a folder above it. Who may: ls -ld ${shellWord(dirname(path))} ${shellWord(path)}. Let them by chmod or chgrp.`;
}

function isSettings(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(path: string, text: string): unknown {
  let document: ReturnType<typeof parseDocument> | undefined;
  try {
    document = parseDocument(text, { merge: true });
    if (document.errors.some(({ code }) => code === "MULTIPLE_DOCS")) {
      const message = `${path}: expected one document; the file holds several, divided by '---'. Scopes stand in one list.`;
      throw new JobError("usage", message);
    }
    if (document.errors.length > 0) throw new YamlError(syntaxText(path, document.errors), restOf(document));
    return document.toJS();
  } catch (error) {
    if (error instanceof JobError) throw error;
    // An alias of nothing, aliases that multiply, or lists within lists beyond what any configuration needs.
    const message = `${path} cannot be read as YAML: ${shortText(messageOf(error))}`;
    throw new YamlError(message, document === undefined ? undefined : restOf(document), error);
  }
}

/** What stands for a part that cannot be read: nobody takes it for one that is not there. */
const UNREADABLE = "";

/**
 * The parser goes on behind an error, as long as anything can be made of what stands there. An alias of nothing, or one too many, takes
 * the section with it that it stands in, or the entry of a list, and no other.
 */
function restOf(document: Document): unknown {
  const read = (node: unknown): unknown => {
    try {
      return isNode(node) ? node.toJS(document) : node;
    } catch {
      return isSeq(node) ? node.items.map(read) : UNREADABLE;
    }
  };
  const { contents } = document;
  if (!isMap(contents)) return undefined;
  return Object.fromEntries(contents.items.map(({ key, value }) => [String(read(key)), read(value)]));
}

/** The parser quotes the text around an error; its first line tells what and where. */
function syntaxText(path: string, errors: readonly Error[]): string {
  const told = errors.slice(0, MOST_ERRORS).map(({ message }) => `  ${firstLine(message)}`);
  const more = errors.length > MOST_ERRORS ? [`  … and ${errors.length - MOST_ERRORS} more`] : [];
  return [`${path} is not YAML:`, ...told, ...more].join("\n");
}

function firstLine(message: string): string {
  return shortText(message.split("\n", 1)[0]?.replace(/:$/, "") ?? "");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
