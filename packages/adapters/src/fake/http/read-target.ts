import { FakeError } from "../operations/fake-error.ts";

/** A request's target, taken apart but for the path, whose segments the route decodes. */
export interface Target {
  readonly pathname: string;
  /** Decoded; the first of members that are repeated. */
  query(): Readonly<Record<string, string>>;
}

/**
 * Reads a target as it was written. Not with `URL`, which throws on `//` and folds encoded dots, though `%2E%2E` may be
 * somebody's id.
 */
export function readTarget(target: string): Target {
  const local = localPart(target);
  const mark = local.indexOf("?");
  const pathname = mark === -1 ? local : local.slice(0, mark);
  return { pathname, query: () => readQuery(mark === -1 ? "" : local.slice(mark + 1)) };
}

/** Whether a target's path begins with `prefix`, or is just that without the slash at its end. */
export function isBelow(target: string | undefined, prefix: string): boolean {
  const local = localPart(target ?? "/");
  return local.startsWith(prefix) || readTarget(local).pathname === prefix.slice(0, -1);
}

/** Without the host that proxies send along. */
function localPart(target: string): string {
  return target.startsWith("/") ? target : target.replace(/^https?:\/\/[^/?]*/i, "");
}

/** @throws {FakeError} no valid percent-encoding. */
function readQuery(text: string): Readonly<Record<string, string>> {
  const members = text.split("&").filter((member) => member !== "");
  const entries = members.map((member): [string, string] => {
    const [name = "", ...value] = member.replaceAll("+", " ").split("=");
    return [decode(name), decode(value.join("="))];
  });
  return Object.fromEntries(entries.reverse());
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new FakeError("SerializationException", "The query is not percent-encoded UTF-8.");
  }
}
