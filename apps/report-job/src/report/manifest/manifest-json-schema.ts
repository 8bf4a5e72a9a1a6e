import { z } from "zod";
import { manifestSchema } from "./manifest-schema.ts";

/** Where the generated schema is committed. */
export const MANIFEST_JSON_SCHEMA_FILE: URL = new URL("../../../schemas/manifest.v1.schema.json", import.meta.url);

/** The JSON Schema of `manifest.json`, for readers in any language. It allows members that later versions add. */
export function manifestJsonSchema(): string {
  const schema = z.toJSONSchema(manifestSchema, { io: "input", target: "draft-2020-12" });
  return `${JSON.stringify({ ...schema, title: "attached-files manifest, version 1" }, undefined, 2)}\n`;
}
