import type { NormalizedSchema } from "@smithy/core/schema";

/** The value that a text of a path, a query or a header stands for; the text itself where it stands for none. */
export function fromText(shape: NormalizedSchema, text: string): unknown {
  if (shape.isNumericSchema() && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (shape.isBooleanSchema() && (text === "true" || text === "false")) return text === "true";
  return text;
}
