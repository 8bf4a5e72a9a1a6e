import { OPERATIONS } from "../operations/index.ts";
import type { Operation } from "../operations/operation.ts";

export interface RouteMatch {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
}

const ROUTES = OPERATIONS.map((operation) => ({ operation, segments: operation.route.split("/") }));

/** Finds the operation of a method and path; undefined where there is none, or a segment is no valid percent-encoding. */
export function matchRoute(method: string | undefined, pathname: string): RouteMatch | undefined {
  const given = pathname.split("/");
  for (const { operation, segments } of ROUTES) {
    // A route that ends in a slash is reached without it too.
    const fewest = segments.at(-1) === "" ? segments.length - 1 : segments.length;
    if (operation.method !== method || given.length < fewest || given.length > segments.length) continue;
    const path: Record<string, string> = {};
    const fits = segments.every((segment, index) => {
      const text = given[index] ?? "";
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      if (name === undefined) return segment === text;
      const decoded = decode(text);
      if (decoded === undefined || decoded === "") return false;
      path[name] = decoded;
      return true;
    });
    if (fits) return { operation, path };
  }
  return undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
