import { writeFile } from "node:fs/promises";
import { REPORT_JSON_SCHEMA_FILE, reportJsonSchema } from "./report-json-schema.ts";

// Run by hand after a change of report-schema.ts; a test fails while the committed file differs.
await writeFile(REPORT_JSON_SCHEMA_FILE, reportJsonSchema());
