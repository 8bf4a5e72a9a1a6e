import * as connect from "@aws-sdk/client-connect";
import * as cases from "@aws-sdk/client-connectcases";
import type { NormalizedSchema } from "@smithy/core/schema";
import { describe, expect, it } from "vitest";
import { findOperation } from "./check-interaction.ts";
import { checkBody } from "./check-value.ts";
import { enumObjects } from "./enum-members.ts";
import { SERVICE_MODELS, schemaOf } from "./service-model.ts";
import { interactions, type Provider } from "./spoil.test-support.ts";

const CLIENTS: Readonly<Record<Provider, object>> = { "amazon-connect": connect, "amazon-connect-cases": cases };

/** Written out, not read: what the operations of the contracts can hold as AWS's own pages of them say (2026-11). */
const CONTRACTED: [Provider, { operations: string[]; enums: string[] }][] = [
  [
    "amazon-connect",
    {
      operations: ["BatchGetAttachedFileMetadata", "ListAttachedFilesConfigurations"],
      enums: [
        "AttachedFile.FileStatus",
        "AttachedFile.FileUseCaseType",
        "AttachedFilesConfigurationSummary.AttachmentScope",
        "InvalidRequestExceptionReason.AttachedFileInvalidRequestExceptionReason",
      ],
    },
  ],
  [
    "amazon-connect-cases",
    {
      operations: ["GetDomain", "ListDomains", "SearchAllRelatedItems", "SearchCases", "SearchRelatedItems"],
      enums: [
        "CommentContent.contentType",
        "GetDomainResponse.domainStatus",
        "SearchAllRelatedItemsResponseItem.type",
        "SearchAllRelatedItemsSort.sortOrder",
        "SearchAllRelatedItemsSort.sortProperty",
        "SearchRelatedItemsResponseItem.type",
        "SlaConfiguration.status",
        "SlaConfiguration.type",
        "SlaFilter.status",
        "Sort.sortOrder",
      ],
    },
  ],
];

describe.each(CONTRACTED)("the enums of %s", (provider, contracted) => {
  const model = SERVICE_MODELS[provider];

  it("are known of everything that the contract's operations and errors can hold", async () => {
    const all = await interactions(provider);
    const operations = new Map(
      all.flatMap(({ request }) => {
        const operation = findOperation(model, request.method, request.path)?.operation;
        return operation === undefined ? [] : [[operation.name, operation] as const];
      }),
    );
    const errors = all.flatMap(
      ({ response }) => model.errors.get(response.headers?.["x-amzn-ErrorType"]?.[0] ?? "") ?? [],
    );
    const shapes = [...operations.values()].flatMap(({ input, output }) => [input, output]);
    const places = membersWithin([...shapes, ...errors.map(({ shape }) => shape)]);
    const enums = Object.keys(model.enums).filter((place) => places.has(place));
    expect({ operations: [...operations.keys()].sort(), enums: enums.sort() }).toEqual(contracted);
  });

  it("belong to members that the schemas have, as text or as lists or maps of it", () => {
    const places = membersWithin(shapesOf(provider));
    const texts = Object.keys(model.enums).filter((place) => {
      let member = places.get(place)?.member;
      while (member?.isListSchema() || member?.isMapSchema()) member = member.getValueSchema();
      return member?.isStringSchema();
    });
    expect(texts).toEqual(Object.keys(model.enums));
    expect(texts.length).toBeGreaterThan(25);
  });

  it("are all that the client exports, but for those that are keys of maps", () => {
    const used = new Set(Object.values(model.enums).map((values) => values.join()));
    const unused = [...enumObjects(CLIENTS[provider])].filter(([, values]) => !used.has(values.join()));
    expect(unused.map(([name]) => name)).toEqual(
      provider === "amazon-connect" ? ["EmailHeaderType", "LocaleCode"] : [],
    );
  });

  it("are held to their values, each of them", () => {
    const places = membersWithin(shapesOf(provider));
    const refusals = (place: string, text: string) => {
      const { shape, member } = places.get(place) ?? {};
      const name = place.slice(place.indexOf(".") + 1);
      if (shape === undefined || member === undefined) throw new Error(`no ${place} in the schemas`);
      const troubles = checkBody(shape, { [name]: around(member, text) }, [name], "", { model, unknown: new Set() });
      return troubles.filter((trouble) => trouble.includes("the model knows"));
    };
    for (const [place, values] of Object.entries(model.enums)) {
      expect(refusals(place, "NONSENSE"), place).toEqual([expect.stringContaining('the contract has "NONSENSE"')]);
      for (const value of values) expect(refusals(place, value), place).toEqual([]);
    }
  });
});

interface Member {
  readonly shape: NormalizedSchema;
  readonly member: NormalizedSchema;
}

/** The members of shapes and of all shapes in them, by `Shape.member`. */
function membersWithin(shapes: readonly NormalizedSchema[], seen = new Map<string, Member>()) {
  for (const shape of shapes) {
    if (shape.isListSchema() || shape.isMapSchema()) membersWithin([shape.getValueSchema()], seen);
    if (!shape.isStructSchema() && !shape.isUnionSchema()) continue;
    for (const [name, member] of Object.entries(shape.getMemberSchemas())) {
      const place = `${shape.getName()}.${name}`;
      if (seen.has(place)) continue;
      seen.set(place, { shape, member });
      membersWithin([member], seen);
    }
  }
  return seen;
}

/** Every structure, union and error that a client exports. */
function shapesOf(provider: Provider): NormalizedSchema[] {
  const tables = Object.values(CLIENTS[provider]).filter((value) => Array.isArray(value));
  return tables.filter(([kind]) => [3, 4, -3].includes(kind)).map(schemaOf);
}

/** A value of a member that holds this text. */
function around(member: NormalizedSchema, text: string): unknown {
  if (member.isListSchema()) return [around(member.getValueSchema(), text)];
  return member.isMapSchema() ? { key: around(member.getValueSchema(), text) } : text;
}
