import ts from "typescript";
import { OUR_FORMATS } from "./our-formats.ts";

/** What is wrong about a block of JSON, with comments where they are allowed; by its schema where the form is ours. */
export function checkJson(code: string, mayHaveComments = false): readonly string[] {
  try {
    return formatProblems(mayHaveComments ? withComments(code) : JSON.parse(code));
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** The same of a block with a value in each line. */
export function checkNdjson(code: string): readonly string[] {
  const lines = code.split("\n").filter((line) => line.trim() !== "");
  return lines.flatMap((line, index) => checkJson(line).map((problem) => `line ${index + 1}: ${problem}`));
}

function withComments(code: string): unknown {
  const { config, error } = ts.parseConfigFileTextToJson("block.json", code);
  if (error !== undefined) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, " "));
  return config;
}

function formatProblems(value: unknown): readonly string[] {
  const sample: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof sample !== "object" || sample === null) return [];
  const format = OUR_FORMATS.find((each) => each.isMeant(sample as Readonly<Record<string, unknown>>));
  return (format?.problems(value) ?? []).map((problem) => `${format?.name}: ${problem}`);
}
