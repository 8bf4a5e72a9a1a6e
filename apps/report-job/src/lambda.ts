import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { createHandler, type Handler } from "./lambda/create-handler.ts";
import { keepYoungGenerationSmall } from "./run/small-young-generation.ts";

export type { LambdaContext } from "./lambda/lambda-context.ts";
export type { LambdaResult, ScopeResult } from "./lambda/lambda-result.ts";

keepYoungGenerationSmall();
const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};

/**
 * The handler of an AWS Lambda function that runs the job.
 *
 * @throws {LambdaError} named ConfigurationError, UnavailableError, PartialRunError or Defect.
 */
export const handler: Handler = createHandler({
  version,
  environment: process.env,
  stderr: process.stderr,
  warnings: process,
  temporaryFolder: tmpdir(),
});
