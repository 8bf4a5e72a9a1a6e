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
  const troubles: string[] = [];
  const trouble = (text: string): void => void troubles.push(`'${interaction.description}': ${text}`);
  const { method, path } = interaction.request;
  const found = findOperation(model, method, path);
  if (found === undefined) {
    trouble(`no operation of the model answers ${method} ${path}`);
    return troubles;
  }
  const check: ValueCheck = { model, unknownAllowed: /\bunknown\b/.test(interaction.description), trouble };
  checkRequest(found.operation, found.labels, interaction, check);
  checkResponse(model, found.operation, interaction, check);
  return troubles;
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
): void {
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
  checkMembers(input, labels, inPath, "", placed(check, "path"));
  const query = Object.entries(request.query ?? {}).map(([name, [value]]) => {
    const member = queryNames.get(name) ?? name;
    const numeric = inQuery.includes(member) && input.getMemberSchema(member).isNumericSchema();
    return [member, numeric ? Number(value) : value] as const;
  });
  checkMembers(input, Object.fromEntries(query), inQuery, "", placed(check, "query"));
  const body = request.body?.content ?? {};
  checkMembers(input, body as Record<string, unknown>, inBody, "", placed(check, "request body"));
}

function checkResponse(
  model: ServiceModel,
  operation: OperationModel,
  { response }: HttpInteraction,
  check: ValueCheck,
): void {
  const body = response.body?.content;
  if (response.status === operation.status) {
    checkValue(operation.output, body, "response body", check);
    return;
  }
  const [name] =
    Object.entries(response.headers ?? {}).find(([header]) => header.toLowerCase() === "x-amzn-errortype")?.[1] ?? [];
  const error = name === undefined ? undefined : model.errors.get(name);
  if (error === undefined)
    return check.trouble(`status ${response.status} needs an x-amzn-ErrorType that the model has, not ${name}`);
  if (error.status !== response.status)
    check.trouble(`${name} has status ${error.status} in the model, ${response.status} in the contract`);
  checkValue(error.shape, body, "response body", check);
}

function placed(check: ValueCheck, place: string): ValueCheck {
  return { ...check, trouble: (text) => check.trouble(`${place}: ${text}`) };
}
