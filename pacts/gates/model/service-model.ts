import * as connect from "@aws-sdk/client-connect";
import * as cases from "@aws-sdk/client-connectcases";
import { NormalizedSchema } from "@smithy/core/schema";

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

export interface ServiceModel {
  readonly operations: readonly OperationModel[];
  readonly errors: ReadonlyMap<string, ErrorModel>;
  /** The known values of members that are enums, by `Shape.member`: the schemas call them texts. */
  readonly enums: Readonly<Record<string, readonly string[]>>;
}

/** A schema of the SDK's tables: `[9, namespace, name, traits, input, output]` is an operation, `[-3, …]` an error. */
type StaticTable = readonly [kind: number, namespace: string, name: string, traits: Traits, ...rest: unknown[]];
type Traits = number | { readonly http?: readonly [string, string, number]; readonly httpError?: number };

function readModel(exported: object, enums: ServiceModel["enums"]): ServiceModel {
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
      return [
        name,
        { name, status: (typeof traits === "object" ? traits.httpError : undefined) ?? 0, shape: schemaOf(table) },
      ] as const;
    });
  return { operations, errors: new Map(errors), enums };
}

function schemaOf(value: unknown): NormalizedSchema {
  return NormalizedSchema.of(
    (typeof value === "function" ? value() : value) as Parameters<typeof NormalizedSchema.of>[0],
  );
}

/** The models that contracts of a provider are held to. */
export const SERVICE_MODELS: Readonly<Record<string, ServiceModel>> = {
  "amazon-connect": readModel(connect, {
    "AttachedFile.FileStatus": Object.values(connect.FileStatusType),
    "AttachedFile.FileUseCaseType": Object.values(connect.FileUseCaseType),
  }),
  "amazon-connect-cases": readModel(cases, {
    "SearchAllRelatedItemsResponseItem.type": Object.values(cases.RelatedItemType),
    "SearchRelatedItemsResponseItem.type": Object.values(cases.RelatedItemType),
    "SearchAllRelatedItemsSort.sortProperty": Object.values(cases.SearchAllRelatedItemsSortProperty),
    "SearchAllRelatedItemsSort.sortOrder": Object.values(cases.Order),
    "Sort.sortOrder": Object.values(cases.Order),
  }),
};

/** How many of a structure's first members are required; the schemas keep it as a number behind the members. */
export function requiredMembers(shape: NormalizedSchema): readonly string[] {
  const table = shape.getSchema() as readonly unknown[];
  const names = table[4] as readonly string[];
  return names.slice(0, typeof table[6] === "number" ? table[6] : 0);
}
