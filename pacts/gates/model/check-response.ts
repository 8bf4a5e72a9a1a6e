import type { NormalizedSchema } from "@smithy/core/schema";
import type { HttpInteraction } from "../pact-file.ts";
import { checkContentType, headerOf } from "./check-content-type.ts";
import { checkBody, checkMembers, type ValueCheck } from "./check-value.ts";
import { fromText } from "./from-text.ts";
import type { OperationModel } from "./service-model.ts";

/**
 * Holds an answer to its operation's output, or to the error that it names.
 *
 * @returns what is wrong, a line each.
 */
export function checkResponse(
  { output, status }: OperationModel,
  { response }: HttpInteraction,
  check: ValueCheck,
): string[] {
  const contentType = checkContentType(response).map((trouble) => `response: ${trouble}`);
  if (response.status === status) return [...checkAnswer(output, response, check, false), ...contentType];
  // AWS may write an address behind the name.
  const name = headerOf(response, "x-amzn-errortype")?.split(":")[0];
  const error = name === undefined ? undefined : check.model.errors.get(name);
  if (error === undefined)
    return [`status ${response.status} needs an x-amzn-ErrorType that the model has, not ${name}`];
  const wrongStatus =
    error.status === response.status
      ? []
      : [`${name} has status ${error.status} in the model, ${response.status} in the contract`];
  return [...wrongStatus, ...checkAnswer(error.shape, response, check, true), ...contentType];
}

/** An answer without a body is one without members: of an error that requires none, or where the output has none. */
function checkAnswer(
  shape: NormalizedSchema,
  response: HttpInteraction["response"],
  check: ValueCheck,
  isError: boolean,
): string[] {
  const members = Object.entries(shape.isUnitSchema() ? {} : shape.getMemberSchemas());
  const headerNames = new Map(
    members.flatMap(([name, member]) => {
      const { httpHeader } = member.getMergedTraits();
      return typeof httpHeader === "string" ? [[name, httpHeader.toLowerCase()] as const] : [];
    }),
  );
  const inHeaders = [...headerNames].flatMap(([name, header]) => {
    const text = headerOf(response, header);
    return text === undefined ? [] : [[name, fromText(shape.getMemberSchema(name), text)] as const];
  });
  const inBody = members.map(([name]) => name).filter((name) => !headerNames.has(name));
  const nothing = isError || inBody.length === 0 ? {} : undefined;
  return [
    ...checkMembers(shape, Object.fromEntries(inHeaders), [...headerNames.keys()], "", check).map(
      (trouble) => `response headers: ${trouble}`,
    ),
    ...checkBody(shape, response.body?.content ?? nothing, inBody, "response body", check),
  ];
}
