import { ok, type Result, refuse, show } from "@attached-files/core";
import { parseCsvLine } from "./csv-line.ts";

const COLUMNS = ["instance_id", "associated_resource_arn", "file_id", "file_arn"];
const EXPECTED = "a header with instance_id, associated_resource_arn, file_id (or associated_resource_arn, file_arn)";
const OTHER_DELIMITERS: ReadonlyMap<string, string> = new Map([
  [";", "semicolons"],
  ["\t", "tabs"],
]);

/** Reads the first line of a CSV list: the names of its columns, in small letters. Others than ours may stand between. */
export function parseCsvHeader(text: string): Result<readonly string[]> {
  const cells = parseCsvLine(text);
  if (!cells.ok) return refused(`${cells.issues.map((issue) => issue.received).join("; ")}${advice(text)}`);
  const names = cells.value.map((name) => name.trim().toLowerCase());
  const twice = COLUMNS.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice.length > 0) return refused(`${twice.join(", ")} more than once`);
  if (isEnough(names)) return ok(names);
  return refused(`${show(text)}${advice(text)}`);
}

function refused(received: string): Result<never> {
  return refuse([{ path: "", expected: EXPECTED, received }]);
}

/** An ARN in the place of the file id tells the instance, so that its column is not always needed. */
function isEnough(names: readonly string[]): boolean {
  return names.includes("associated_resource_arn") && (names.includes("file_id") || names.includes("file_arn"));
}

function advice(text: string): string {
  if (text.trimStart().startsWith("{")) return ", which looks like NDJSON (--references-format ndjson)";
  for (const [delimiter, name] of OTHER_DELIMITERS) {
    if (text.includes(delimiter)) return `, with ${name} where commas belong`;
  }
  return "";
}
