import { z } from "zod";
import { sentNotesSchema } from "./sent-notes-schema.ts";

/** Where the generated schema is committed. */
export const SENT_NOTES_JSON_SCHEMA_FILE: URL = new URL("../../schemas/notified.schema.json", import.meta.url);

/** The JSON Schema of `notified.json` in the state folder. */
export function sentNotesJsonSchema(): string {
  const schema = z.toJSONSchema(sentNotesSchema, { io: "input", target: "draft-2020-12" });
  return `${JSON.stringify({ ...schema, title: "attached-files messages that were sent" }, undefined, 2)}\n`;
}
