import { EXIT_CODE, type ExitCode } from "../exit-code.ts";

/** Names that Lambda tells as the error's type, and Step Functions can catch. */
const NAMES: Readonly<Record<ExitCode, string>> = {
  [EXIT_CODE.complete]: "Error",
  [EXIT_CODE.defect]: "Defect",
  [EXIT_CODE.usage]: "ConfigurationError",
  [EXIT_CODE.partial]: "PartialRunError",
  [EXIT_CODE.unavailable]: "UnavailableError",
  [EXIT_CODE.thresholdCrossed]: "Error",
};

/** An invocation that did not end as it should; it is counted among the function's errors. */
export class LambdaError extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.exitCode = exitCode;
    this.name = NAMES[exitCode];
    // Of use to nobody, unless it is a defect.
    if (exitCode !== EXIT_CODE.defect) this.stack = `${this.name}: ${message}`;
  }
}
