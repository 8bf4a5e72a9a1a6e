import { type MetadataAnswer, metadataAnswerToOperation } from "@attached-files/core";
import { terminalJson } from "../terminal/terminal-json.ts";

/** Writes the answers of many calls as one answer of the operation. */
export interface OperationOutput {
  /** Writes the files of an answer; its errors follow when all is told. */
  add(answer: MetadataAnswer): void;
  /** Writes the rest. Nothing at all where there was no answer. */
  end(): void;
}

/** Files are written as they come, so that memory stays bounded by the errors alone. */
export function operationOutput(out: (text: string) => void): OperationOutput {
  let begun = false;
  let files = 0;
  const errors: object[] = [];
  return {
    add: (answer) => {
      const { Files, Errors } = metadataAnswerToOperation(answer);
      if (!begun) out('{\n  "Files": [');
      begun = true;
      for (const file of Files) {
        out(`${files === 0 ? "" : ","}\n    ${indented(file, "    ")}`);
        files += 1;
      }
      errors.push(...Errors);
    },
    end: () => {
      if (begun) out(`${files === 0 ? "" : "\n  "}],\n  "Errors": ${indented(errors, "  ")}\n}\n`);
    },
  };
}

/** A text within JSON has no line feeds of its own, so that every one of them is the layout's. */
function indented(value: unknown, indent: string): string {
  return terminalJson(value).replaceAll("\n", `\n${indent}`);
}
