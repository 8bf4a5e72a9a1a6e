import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MetadataRequest, metadataRequestSchema } from "../batch/metadata-request.ts";
import { ok, refuse } from "./result.ts";
import { standardSchema } from "./standard-schema.ts";

/** The specification's own types, word for word in shape: https://standardschema.dev, version 1.0. */
interface StandardSchemaV1<Input = unknown, Output = Input> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SpecResult<Output> | Promise<SpecResult<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}
type SpecResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SpecIssue[] };
interface SpecIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

const REQUEST: MetadataRequest = {
  instanceId: "i",
  associatedResourceArn: "arn:aws:cases:us-east-1:123456789012:domain/d/case/c",
  fileIds: ["f"],
};

describe("a standard schema", () => {
  // The assignment is a test of its own: it does not compile where the shapes differ.
  const schema: StandardSchemaV1<unknown, MetadataRequest> = metadataRequestSchema;

  it("names its version and vendor", () => {
    expect(schema["~standard"]).toMatchObject({ version: 1, vendor: "attached-files" });
  });

  it("answers a value and no issues, at once and not by promise", () => {
    expect(schema["~standard"].validate(REQUEST)).toEqual({ value: REQUEST });
  });

  it("answers all issues with messages and paths, and no value", () => {
    const result = schema["~standard"].validate({ instanceId: "", associatedResourceArn: "x", fileIds: ["f", ""] });
    expect(result).not.toHaveProperty("value");
    expect(result).toMatchObject({
      issues: [
        {
          path: ["instanceId"],
          message: 'instanceId: expected a text of 1 to 100 characters, received 0 characters: ""',
        },
        { path: ["associatedResourceArn"] },
        { path: ["fileIds", 1] },
      ],
    });
  });

  it.each([
    ["", []],
    ["FileIds", ["FileIds"]],
    ["FileIds[3]", ["FileIds", 3]],
    ["scopes[0].region", ["scopes", 0, "region"]],
    ["[2][5]", [2, 5]],
    ["a.b.c", ["a", "b", "c"]],
    ["x9[10].y", ["x9", 10, "y"]],
    ["Tags.2024", ["Tags", "2024"]],
  ])("reads the path %o as the keys %o", (path, keys) => {
    const failing = standardSchema(() => refuse([{ path, expected: "a", received: "b" }]));
    expect(failing["~standard"].validate(0)).toMatchObject({ issues: [{ path: keys }] });
  });

  it("keeps a value that looks like nothing", () => {
    for (const value of [undefined, null, 0, "", false]) {
      expect(standardSchema(() => ok(value))["~standard"].validate(1)).toEqual({ value });
    }
  });

  it("never throws, and answers either a value or at least one issue, for any input", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true }), (value) => {
        const result = metadataRequestSchema["~standard"].validate(value);
        expect(result.issues === undefined ? "value" in result : result.issues.length > 0).toBe(true);
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});
