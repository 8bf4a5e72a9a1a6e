import { writeFile } from "node:fs/promises";
import { MANIFEST_JSON_SCHEMA_FILE, manifestJsonSchema } from "./manifest-json-schema.ts";

// Run by hand after a change of manifest-schema.ts; a test fails while the committed file differs.
await writeFile(MANIFEST_JSON_SCHEMA_FILE, manifestJsonSchema());
