import { show } from "@attached-files/core";
import { loadConfig } from "../config/load-config.ts";
import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import { principalOf } from "../permissions/permission.ts";
import { permissionsOf } from "../permissions/permissions-of.ts";
import { policyDocument } from "../permissions/policy-document.ts";
import type { Io } from "../process/io.ts";
import { terminalJson } from "../terminal/terminal-json.ts";
import { terminalText } from "../terminal/terminal-text.ts";

export interface PermissionsOptions {
  readonly config?: string;
  readonly account?: string;
  readonly for?: string;
  /** Settings given as flags, by the flag's name. */
  readonly overrides: Readonly<Record<string, string | undefined>>;
}

/** `attached-files permissions`: the least policy of IAM that this configuration needs. Makes no call. */
export async function permissionsCommand(options: PermissionsOptions, io: Io): Promise<ExitCode> {
  const config = await loadConfig({
    environment: io.environment,
    flags: options.overrides,
    logAs: io.logAs,
    ...(options.config === undefined ? {} : { path: options.config }),
  });
  const region = io.environment.AWS_REGION || undefined;
  const all = permissionsOf(config, { account: options.account, region });
  const names = all.map(({ principal }) => principal);
  const chosen = options.for === undefined ? all : all.filter(({ principal }) => principal === options.for);
  const [first, ...others] = chosen;
  if (first === undefined) {
    throw new JobError("usage", `--for: expected one of ${names.join(", ")}, received ${show(options.for)}`);
  }
  if (others.length > 0) {
    const lines = names.map((name) => `  attached-files permissions --for ${JSON.stringify(name)}`);
    throw new JobError("usage", ["This configuration uses several credentials. Ask for each:", ...lines].join("\n"));
  }
  io.out(`${terminalJson(policyDocument(first.permissions))}\n`);
  io.say(terminalText(`The policy of ${first.principal === "own" ? "the job's own credentials" : first.principal}.`));
  if (region === undefined) {
    const ofPrincipal = config.scopes.filter((scope) => principalOf(scope) === first.principal);
    const anywhere = ofPrincipal.filter((scope) => scope.region === undefined).map(({ name }) => name);
    if (anywhere.length > 0)
      io.say(
        terminalText(
          `For all Regions: none is given for ${anywhere.join(", ")}. Give one in the configuration or as AWS_REGION, and it is for that alone.`,
        ),
      );
  }
  const optional = first.permissions.filter(({ isOptional }) => isOptional === true).flatMap(({ actions }) => actions);
  if (optional.length > 0) io.say(`Without these the job goes on, and knows less: ${optional.join(", ")}.`);
  return EXIT_CODE.complete;
}
