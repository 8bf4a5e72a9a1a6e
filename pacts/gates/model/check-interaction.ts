import type { HttpInteraction } from "../pact-file.ts";
import { checkRequest } from "./check-request.ts";
import { checkResponse } from "./check-response.ts";
import type { ServiceModel } from "./service-model.ts";
import { unknownPlaces } from "./unknown-places.ts";

/**
 * Holds an HTTP interaction against AWS's own model of its operation: route, method, where each member travels, names,
 * required members, types, enum values, errors and their status. An interaction whose description names an 'unknown
 * status', 'unknown use case' or 'unknown union member' may hold one that no model knows, there and nowhere else.
 *
 * @returns what is wrong, one line each, with the interaction's name and the place in it.
 */
export function checkInteraction(model: ServiceModel, interaction: HttpInteraction): string[] {
  const { method, path } = interaction.request;
  const found = findOperation(model, method, path);
  const check = { model, unknown: unknownPlaces(interaction.description) };
  const troubles =
    found === undefined
      ? [`no operation of the model answers ${method} ${path}`]
      : [
          ...checkRequest(found.operation, found.labels, interaction, check),
          ...checkResponse(found.operation, interaction, check),
        ];
  return troubles.map((trouble) => `'${interaction.description}': ${trouble}`);
}

/** The operation that a method and a path belong to, with the members that travel in the path. */
export function findOperation(model: ServiceModel, method: string, path: string) {
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
