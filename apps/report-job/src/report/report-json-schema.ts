import { z } from "zod";
import { reportSchema } from "./report-schema.ts";

/** Where the generated schema is committed. */
export const REPORT_JSON_SCHEMA_FILE: URL = new URL("../../schemas/report.v1.schema.json", import.meta.url);

/** The JSON Schema of `report.json`, for readers in any language. It allows members that later versions add. */
export function reportJsonSchema(): string {
  const schema = z.toJSONSchema(reportSchema, { io: "input", target: "draft-2020-12" });
  return `${JSON.stringify({ ...schema, title: "attached-files report, version 1" }, undefined, 2)}\n`;
}
