import { writeFile } from "node:fs/promises";
import { CONFIG_JSON_SCHEMA_FILE, configJsonSchema } from "./config-json-schema.ts";

// Run by hand after a change of config-schema.ts; a test fails while the committed file differs.
await writeFile(CONFIG_JSON_SCHEMA_FILE, configJsonSchema());
