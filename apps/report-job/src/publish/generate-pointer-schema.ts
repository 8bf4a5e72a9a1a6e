import { writeFile } from "node:fs/promises";
import { POINTER_JSON_SCHEMA_FILE, pointerJsonSchema } from "./pointer-json-schema.ts";

// Run by hand after a change of pointer-schema.ts; a test fails while the committed file differs.
await writeFile(POINTER_JSON_SCHEMA_FILE, pointerJsonSchema());
