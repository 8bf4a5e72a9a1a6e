import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, cpus, platform, release, totalmem } from "node:os";
import { figuresOf } from "./processes.ts";

/** What the figures were measured on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly system: string;
  readonly versions: Readonly<Record<string, string>>;
}

const PACKAGES = ["@aws-sdk/client-connect", "undici", "@duckdb/node-api"];

export async function machine(): Promise<Machine> {
  const [first] = cpus();
  const boto3 = await figuresOf<string>("python3", [
    "-c",
    "import boto3; print('\"' + boto3.__version__ + '\"')",
  ]).catch(() => undefined);
  return {
    cpu: first?.model.trim() || "unknown",
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    versions: {
      node: process.versions.node,
      ...Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])),
      ...(boto3 === undefined ? {} : { boto3 }),
    },
  };
}

function versionOf(name: string): string {
  const require = createRequire(import.meta.url);
  const path = require.resolve.paths(name)?.map((folder) => `${folder}/${name}/package.json`) ?? [];
  for (const each of path) {
    try {
      return (JSON.parse(readFileSync(each, "utf8")) as { version: string }).version;
    } catch {
      // Looked for in the next folder up.
    }
  }
  return "unknown";
}
