import { type DuckDBConnection, DuckDBScalarFunction, VARCHAR } from "@duckdb/node-api";
import { sqlText } from "../../state/sql-text.ts";
import { escapedInJson } from "../json-text.ts";
import { NDJSON_LINE } from "./ndjson-members.ts";

// What escapedInJson escapes, as a pattern of RE2: SQL finds the few lines that hold any of it.
const RAW = String.raw`[\p{Cc}\x{061C}\x{200E}\x{200F}\x{2028}-\x{202E}\x{2066}-\x{2069}\x{FEFF}]`;

// Most lines have as many bytes as characters: none is above U+007F. That is told many times faster than by a pattern.
// The others that the pattern looks for are escaped already wherever JSON is valid.
const IS_PLAIN = "strlen(line) = length(line) AND NOT contains(line, chr(127))";

/** Writes the rows of a relation with the columns of `files` as NDJSON, and returns how many. See NDJSON_MEMBERS. */
export async function writeNdjsonTable(connection: DuckDBConnection, relation: string, path: string): Promise<number> {
  connection.registerScalarFunction(jsonLineFunction());
  // Lines hold no control character, so the CSV writer, without quotes, writes each as it is.
  const result = await connection.runAndReadAll(
    `COPY (SELECT CASE WHEN ${IS_PLAIN} THEN line WHEN regexp_matches(line, ${sqlText(RAW)}) THEN json_line(line) ELSE line END
       FROM (SELECT ${NDJSON_LINE} AS line FROM ${relation}))
     TO ${sqlText(path)} (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\x01')`,
  );
  return Number(result.value(0, 0));
}

function jsonLineFunction(): DuckDBScalarFunction {
  return DuckDBScalarFunction.create({
    name: "json_line",
    parameterTypes: [VARCHAR],
    returnType: VARCHAR,
    mainFunction: (_, texts, lines) => {
      texts.visitColumnValues(0, (text, row) =>
        lines.setItem(row, typeof text === "string" ? escapedInJson(text) : null),
      );
      lines.flush();
    },
  });
}
