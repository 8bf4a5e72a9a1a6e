import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ConfigError } from "../config/config-error.ts";
import type { Config } from "../config/config-schema.ts";
import { loadConfig } from "../config/load-config.ts";
import type { StateS3Config } from "../config/state-section.ts";
import { JobError } from "../exit-code.ts";
import type { LambdaProcess } from "./lambda-context.ts";

/** Names the configuration's file, from the folder of the function's code. */
export const FILE_VARIABLE = "ATTACHED_FILES_CONFIG";
/** Holds the configuration itself. */
export const TEXT_VARIABLE = "ATTACHED_FILES_CONFIG_YAML";

export interface LambdaConfig extends Config {
  readonly state: Config["state"] & { readonly s3: StateS3Config };
}

/** Where all that the handler writes stands on this machine. */
export function workFolder({ temporaryFolder }: LambdaProcess): string {
  return join(temporaryFolder, "attached-files");
}

/**
 * Reads the configuration of a function. State and reports stand below /tmp, whatever it says.
 *
 * @throws {JobError} usage, with every problem at once.
 */
export async function lambdaConfig(of: LambdaProcess): Promise<LambdaConfig> {
  // They are the handler's own; the others are those of the command.
  const { [FILE_VARIABLE]: file, [TEXT_VARIABLE]: text, ...environment } = of.environment;
  if (file !== undefined && text !== undefined) {
    throw new JobError("usage", `expected ${FILE_VARIABLE} or ${TEXT_VARIABLE}, received both`);
  }
  const folder = workFolder(of);
  const given =
    text === undefined ? resolve(environment.LAMBDA_TASK_ROOT ?? ".", file ?? "attached-files.yaml") : undefined;
  const path = given ?? join(folder, `${TEXT_VARIABLE}.yaml`);
  if (text !== undefined) {
    await mkdir(folder, { recursive: true });
    await writeFile(path, text);
  }
  const flags = { "state-folder": join(folder, "state"), "report-folder": join(folder, "report") };
  const config = await loadConfig({ path, environment, flags });
  const { s3 } = config.state;
  if (s3 === undefined) {
    const why = "because nothing else is left of an invocation when the next one begins";
    const message = `${path}: state.s3: expected a bucket for the state, ${why}, received nothing`;
    throw new ConfigError(message, { ...config, notify: config.notify ?? [] });
  }
  return { ...config, state: { ...config.state, s3 } };
}
