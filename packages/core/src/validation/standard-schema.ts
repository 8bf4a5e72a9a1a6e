import { describeIssue, type Result } from "./result.ts";

/**
 * The part of Standard Schema v1 that validators and form, RPC and router libraries agree on.
 *
 * @see https://standardschema.dev (specification 1.0, read 2026-11)
 */
export interface StandardSchema<Output> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "attached-files";
    readonly validate: (value: unknown) => StandardResult<Output>;
    readonly types?: { readonly input: unknown; readonly output: Output };
  };
}

/** The value, or every issue with its place. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string; readonly path: readonly PropertyKey[] }[] };

/** Offers a `parseX` function to every library that speaks Standard Schema. */
export function standardSchema<Output>(parse: (value: unknown) => Result<Output>): StandardSchema<Output> {
  return {
    "~standard": {
      version: 1,
      vendor: "attached-files",
      validate: (value) => {
        const result = parse(value);
        if (result.ok) return { value: result.value };
        return { issues: result.issues.map((issue) => ({ message: describeIssue(issue), path: keys(issue.path) })) };
      },
    },
  };
}

/** `FileIds[3]` → `["FileIds", 3]`. Only brackets hold list places: a member may be named by digits too. */
function keys(path: string): PropertyKey[] {
  return Array.from(path.matchAll(/\[(\d+)\]|[^.[\]]+/g), ([name, index]) =>
    index === undefined ? name : Number(index),
  );
}
