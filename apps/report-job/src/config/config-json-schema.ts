import { z } from "zod";
import { configSchema } from "./config-schema.ts";

/** Where the generated schema is committed. */
export const CONFIG_JSON_SCHEMA_FILE: URL = new URL("../../schemas/config.schema.json", import.meta.url);

/** The JSON Schema of the configuration file, for editors that complete and check it. */
export function configJsonSchema(): string {
  const schema = z.toJSONSchema(configSchema, { io: "input", target: "draft-2020-12" });
  return `${JSON.stringify({ ...schema, title: "attached-files configuration" }, undefined, 2)}\n`;
}
