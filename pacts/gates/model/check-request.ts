import type { NormalizedSchema } from "@smithy/core/schema";
import type { HttpInteraction } from "../pact-file.ts";
import { checkContentType } from "./check-content-type.ts";
import { checkBody, checkMembers, type ValueCheck } from "./check-value.ts";
import { fromText } from "./from-text.ts";
import type { OperationModel } from "./service-model.ts";

/**
 * Holds a request to its operation's input: each member travels in the path, the query or the body, as its traits say.
 *
 * @param labels the members that travel in the path.
 * @returns what is wrong, a line each.
 */
export function checkRequest(
  { input }: OperationModel,
  labels: Readonly<Record<string, string>>,
  { request }: HttpInteraction,
  check: ValueCheck,
): string[] {
  const members = Object.entries(input.getMemberSchemas());
  const inPath = members.filter(([, member]) => member.getMergedTraits().httpLabel === 1).map(([name]) => name);
  const queryNames = new Map(
    members.flatMap(([name, member]) => {
      const { httpQuery } = member.getMergedTraits();
      return typeof httpQuery === "string" ? [[httpQuery, name] as const] : [];
    }),
  );
  const inQuery = [...queryNames.values()];
  const inBody = members.map(([name]) => name).filter((name) => !inPath.includes(name) && !inQuery.includes(name));
  return [
    ...checkMembers(input, labels, inPath, "", check).map((trouble) => `path: ${trouble}`),
    ...checkQuery(input, queryNames, request.query ?? {}, check).map((trouble) => `query: ${trouble}`),
    ...checkBody(input, request.body?.content ?? {}, inBody, "request body", check),
    ...checkContentType(request).map((trouble) => `request: ${trouble}`),
  ];
}

/** @param queryNames members by the names that they have on the wire. */
function checkQuery(
  input: NormalizedSchema,
  queryNames: ReadonlyMap<string, string>,
  query: Readonly<Record<string, readonly string[]>>,
  check: ValueCheck,
): string[] {
  const troubles: string[] = [];
  const members: Record<string, unknown> = {};
  for (const [name, values] of Object.entries(query)) {
    const member = queryNames.get(name);
    if (member === undefined) {
      troubles.push(`${name}: no member of the model's ${input.getName()} has this name in a query`);
      continue;
    }
    const shape = input.getMemberSchema(member);
    const [value = "", ...more] = values;
    if (more.length > 0 && !shape.isListSchema()) troubles.push(`${name}: given ${values.length} times`);
    members[member] = shape.isListSchema() ? values : fromText(shape, value);
  }
  return [...troubles, ...checkMembers(input, members, [...queryNames.values()], "", check)];
}
