import * as connect from "@aws-sdk/client-connect";
import * as cases from "@aws-sdk/client-connectcases";
import { NormalizedSchema } from "@smithy/core/schema";
import { type EnumMembers, readEnumMembers } from "./enum-members.ts";

/** An operation as the SDK's exported schemas have it. */
export interface OperationModel {
  readonly name: string;
  readonly method: string;
  /** With placeholders, as `/domains/{domainId}`. */
  readonly route: string;
  readonly status: number;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
}

/** An error of the service: its name, HTTP status and members. */
export interface ErrorModel {
  readonly name: string;
  readonly status: number;
  readonly shape: NormalizedSchema;
}

/** What AWS's own client knows of a service. It does not tell which operation fails with which error. */
export interface ServiceModel {
  readonly operations: readonly OperationModel[];
  readonly errors: ReadonlyMap<string, ErrorModel>;
  readonly enums: EnumMembers;
  /** Members that take fractions, as `Shape.member`: the schemas call whole numbers and fractions alike. */
  readonly fractions: readonly string[];
}

/** A schema of the SDK's tables: `[9, namespace, name, traits, input, output]` is an operation, `[-3, …]` an error. */
type StaticTable = readonly [kind: number, namespace: string, name: string, traits: Traits, ...rest: unknown[]];
type Traits = number | { readonly http?: readonly [string, string, number]; readonly httpError?: number };

function readModel(packageName: string, exported: object, fractions: readonly string[]): ServiceModel {
  const tables = Object.values(exported).filter(
    (value): value is StaticTable => Array.isArray(value) && typeof value[0] === "number",
  );
  const operations = tables
    .filter(([kind]) => kind === 9)
    .map(([, , name, traits, input, output]) => {
      const [method, route, status] = (typeof traits === "object" ? traits.http : undefined) ?? ["", "", 0];
      return { name, method, route, status, input: schemaOf(input), output: schemaOf(output) };
    });
  const errors = tables
    .filter(([kind]) => kind === -3)
    .map((table) => {
      const [, , name, traits] = table;
      const status = (typeof traits === "object" ? traits.httpError : undefined) ?? 0;
      return [name, { name, status, shape: schemaOf(table) }] as const;
    });
  return { operations, errors: new Map(errors), enums: readEnumMembers(packageName, exported), fractions };
}

/** A schema of the SDK's tables, or the function that gives it, as something to ask. */
export function schemaOf(value: unknown): NormalizedSchema {
  return NormalizedSchema.of(
    (typeof value === "function" ? value() : value) as Parameters<typeof NormalizedSchema.of>[0],
  );
}

/** The models that contracts of a provider are held to. */
export const SERVICE_MODELS = {
  "amazon-connect": readModel("@aws-sdk/client-connect", connect, []),
  "amazon-connect-cases": readModel("@aws-sdk/client-connectcases", cases, ["FieldValueUnion.doubleValue"]),
} satisfies Readonly<Record<string, ServiceModel>>;

/** How many of a structure's first members are required; the schemas keep it as a number behind the members. */
export function requiredMembers(shape: NormalizedSchema): readonly string[] {
  const table = shape.getSchema() as readonly unknown[];
  const names = table[4] as readonly string[];
  return names.slice(0, typeof table[6] === "number" ? table[6] : 0);
}
