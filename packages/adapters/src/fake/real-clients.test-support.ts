import { spawnSync } from "node:child_process";

/** Nothing of this machine's own AWS settings: a client that missed the fake must reach nothing. */
export const CLIENT_ENV: Readonly<Record<string, string | undefined>> = {
  PATH: process.env.PATH,
  HOME: "/nonexistent",
  AWS_ACCESS_KEY_ID: "any",
  AWS_SECRET_ACCESS_KEY: "any",
  AWS_REGION: "eu-central-1",
  AWS_DEFAULT_REGION: "eu-central-1",
  AWS_CONFIG_FILE: "/nonexistent/config",
  AWS_SHARED_CREDENTIALS_FILE: "/nonexistent/credentials",
  AWS_EC2_METADATA_DISABLED: "true",
  PYTHONUTF8: "1",
};

function works(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { env: CLIENT_ENV, timeout: 60_000 }).status === 0;
}

const KNOWS_ALL = `import boto3
boto3.client("connect").start_attached_file_upload
boto3.client("connectcases").search_all_related_items`;

/** Whether python3 has a boto3 of October 2025 or later. */
export const HAS_BOTO3: boolean = works("python3", "-c", KNOWS_ALL);
/** Whether aws is one of October 2025 or later: the newest of the operations that the tests ask for is of then. */
export const HAS_CLI: boolean = works("aws", "connectcases", "search-all-related-items", "--generate-cli-skeleton");
