import type { HttpInteraction } from "../pact-file.ts";

/** The one value of a header, whatever the case of its name. */
export function headerOf({ headers = {} }: Pick<HttpInteraction["request"], "headers">, name: string) {
  return Object.entries(headers)
    .find(([header]) => header.toLowerCase() === name)?.[1]
    .join(", ");
}

/** A body is JSON and says so. One that is not there may say so too. */
export function checkContentType(message: Pick<HttpInteraction["request"], "headers" | "body">): string[] {
  const type = headerOf(message, "content-type");
  if (type === undefined && message.body?.content === undefined) return [];
  const [mediaType] = (type ?? "nothing").split(";");
  return mediaType?.trim().toLowerCase() === "application/json"
    ? []
    : [`the Content-Type of rest-json is application/json, not ${type}`];
}
