import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";

/** A statement of a policy of IAM, in IAM's own member names. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/** What an account has to know of a configuration of the job. */
export interface JobConfiguration {
  readonly text: string;
  /** Buckets for reports and state, each once. */
  readonly buckets: readonly string[];
  /** What the job's own credentials have to be allowed, and nothing beyond. */
  readonly permissions: readonly Statement[];
}

/** The command, as it is installed beside this. It is run by the Node.js that runs this. */
const COMMAND = resolve(import.meta.dirname, "../node_modules/@attached-files/report-job/dist/main.js");

/**
 * Reads a configuration, and asks `attached-files permissions` what it needs: what is deployed is allowed what that prints.
 *
 * @throws {Error} what the command says of a configuration that is none, and why one cannot be run by what keeps nothing.
 */
export function jobConfiguration(
  path: string,
  where: { readonly account: string; readonly region: string },
): JobConfiguration {
  const { stdout } = permissionsOf(path, where);
  const text = readFileSync(path, "utf8");
  const {
    state,
    publish,
    notify = [],
  } = parse(text) as {
    state?: { s3?: { bucket: string } };
    publish?: { s3?: { bucket: string } };
    notify?: readonly { name: string; to: string }[];
  };
  const problems: string[] = [];
  if (state?.s3 === undefined) problems.push("state.s3: expected a bucket, as a task or function keeps no folder");
  if (publish?.s3 === undefined) problems.push("publish.s3: expected a bucket, as a task or function keeps no folder");
  for (const { name, to } of notify) {
    if (to === "webhook")
      problems.push(`notify ${name}: expected sns or event-bridge, as no variable holds a webhook's URL`);
  }
  if (problems.length > 0) throw new Error([`${path}:`, ...problems].join("\n  "));
  const buckets = [...new Set([state?.s3?.bucket ?? "", publish?.s3?.bucket ?? ""])];
  return { text, buckets, permissions: (JSON.parse(stdout) as { Statement: Statement[] }).Statement };
}

function permissionsOf(path: string, where: { readonly account: string; readonly region: string }): { stdout: string } {
  // Where the configuration uses several credentials, these are the job's own, which take on the others.
  const args = ["permissions", "--config", path, "--account", where.account, "--for", "own"];
  const environment = { PATH: process.env.PATH ?? "", AWS_REGION: where.region };
  try {
    return {
      stdout: execFileSync(process.execPath, [COMMAND, ...args], { env: environment, encoding: "utf8", stdio: "pipe" }),
    };
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(`attached-files ${args.join(" ")}\n${stderr || String(error)}`);
  }
}
