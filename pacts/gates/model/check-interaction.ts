import type { HttpInteraction } from "../pact-file.ts";
import { checkMembers, checkValue, type ValueCheck } from "./check-value.ts";
import type { OperationModel, ServiceModel } from "./service-model.ts";

/**
 * Holds an HTTP interaction against AWS's own model of its operation: route, method, where each member travels, names,
 * required members, types, enum values, errors and their status. An interaction whose description says 'unknown' may
 * hold one that no model knows.
 *
 * @returns what is wrong, one line each, with the interaction's name and the place in it.
 */
export function checkInteraction(model: ServiceModel, interaction: HttpInteraction): string[] {
  const { method, path } = interaction.request;
  const found = findOperation(model, method, path);
  const check: ValueCheck = { model, unknownAllowed: /\bunknown\b/.test(interaction.description) };
  const troubles =
    found === undefined
      ? [`no operation of the model answers ${method} ${path}`]
      : [
          ...checkRequest(found.operation, found.labels, interaction, check),
          ...checkResponse(model, found.operation, interaction, check),
        ];
  return troubles.map((trouble) => `'${interaction.description}': ${trouble}`);
}

function findOperation(model: ServiceModel, method: string, path: string) {
  for (const operation of model.operations) {
    if (operation.method !== method) continue;
    const names = [...operation.route.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    const pattern = new RegExp(`^${operation.route.replace(/\{\w+\}/g, "([^/]+)")}$`);
    const values = pattern.exec(path)?.slice(1);
    if (values === undefined) continue;
    return {
      operation,
      labels: Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index] ?? "")])),
    };
  }
  return undefined;
}

/** Members travel in the path, the query or the body, as their traits say. */
function checkRequest(
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
  const query = Object.entries(request.query ?? {}).map(([name, [value]]) => {
    const member = queryNames.get(name) ?? name;
    const numeric = inQuery.includes(member) && input.getMemberSchema(member).isNumericSchema();
    return [member, numeric ? Number(value) : value] as const;
  });
  const body = (request.body?.content ?? {}) as Record<string, unknown>;
  return [
    ...checkMembers(input, labels, inPath, "", check).map((trouble) => `path: ${trouble}`),
    ...checkMembers(input, Object.fromEntries(query), inQuery, "", check).map((trouble) => `query: ${trouble}`),
    ...checkMembers(input, body, inBody, "", check).map((trouble) => `request body: ${trouble}`),
  ];
}

function checkResponse(
  model: ServiceModel,
  operation: OperationModel,
  { response }: HttpInteraction,
  check: ValueCheck,
): string[] {
  const body = response.body?.content;
  if (response.status === operation.status) return checkValue(operation.output, body, "response body", check);
  const headers = Object.entries(response.headers ?? {});
  const [name] = headers.find(([header]) => header.toLowerCase() === "x-amzn-errortype")?.[1] ?? [];
  const error = name === undefined ? undefined : model.errors.get(name);
  if (error === undefined)
    return [`status ${response.status} needs an x-amzn-ErrorType that the model has, not ${name}`];
  const wrongStatus =
    error.status === response.status
      ? []
      : [`${name} has status ${error.status} in the model, ${response.status} in the contract`];
  return [...wrongStatus, ...checkValue(error.shape, body, "response body", check)];
}
