import { z } from "zod";
import { pointerSchema } from "./pointer-schema.ts";

/** Where the generated schema is committed. */
export const POINTER_JSON_SCHEMA_FILE: URL = new URL("../../schemas/pointer.v1.schema.json", import.meta.url);

/** The JSON Schema of `latest.json` and `current.json`, for readers in any language. It allows members that later versions add. */
export function pointerJsonSchema(): string {
  const schema = z.toJSONSchema(pointerSchema, { io: "input", target: "draft-2020-12" });
  return `${JSON.stringify({ ...schema, title: "attached-files pointer, version 1" }, undefined, 2)}\n`;
}
