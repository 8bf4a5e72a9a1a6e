import { writeFile } from "node:fs/promises";
import { SENT_NOTES_JSON_SCHEMA_FILE, sentNotesJsonSchema } from "./sent-notes-json-schema.ts";

// Run by hand after a change of sent-notes.ts; a test fails while the committed file differs.
await writeFile(SENT_NOTES_JSON_SCHEMA_FILE, sentNotesJsonSchema());
