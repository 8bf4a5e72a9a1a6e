import type { ChildProcess } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BUCKET, CREDENTIALS, serveBucket, type TestBucket } from "@attached-files/test-bucket";
import { composeBucket, type VersionedStore } from "../src/compose.ts";
import { type Head, parseHead } from "../src/state-on-s3/head.ts";
import { type Ended, endOf, run, start } from "./attached-files-process.ts";
import { type Desk, newDesk } from "./desk.ts";

export const KEYS = {
  AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
};

/** A folder with nothing but the configuration, as on a machine that is new. */
export interface Machine {
  readonly folder: string;
  readonly stateFolder: string;
  readonly report: string;
  start(...args: string[]): ChildProcess;
  run(...args: string[]): Promise<Ended>;
}

/** A contact centre, and a bucket that any number of machines share. */
export interface Yard {
  readonly desk: Desk;
  readonly bucket: TestBucket;
  readonly store: VersionedStore;
  machine(name: string, settings?: MachineSettings): Promise<Machine>;
  head(): Promise<Head | undefined>;
  /** Of the state of scope main. */
  keys(): Promise<readonly string[]>;
  clear(): Promise<void>;
}

export interface MachineSettings {
  readonly s3?: Readonly<Record<string, unknown>> | null;
  readonly scopes?: readonly string[];
  readonly more?: Readonly<Record<string, unknown>>;
}

export const LEASE_SECONDS = 5;
export const PREFIX = "attached-files-state/scope=main/";

export async function newYard(files: number): Promise<Yard> {
  const [desk, bucket] = [await newDesk(files), await serveBucket()];
  const { endpoint } = bucket;
  const before = { ...process.env };
  Object.assign(process.env, KEYS);
  const store = await composeBucket({ bucket: BUCKET, region: "us-east-1", endpoint, requestTimeoutSeconds: 30 });
  return {
    desk,
    bucket,
    store,
    async machine(name, { s3 = {}, scopes = ["main"], more = {} } = {}) {
      const folder = join(desk.folder, name);
      await mkdir(folder, { recursive: true });
      const config = join(folder, "attached-files.yaml");
      const place = { bucket: BUCKET, region: "us-east-1", endpoint, leaseSeconds: LEASE_SECONDS };
      const common = { region: "eu-central-1", endpoint: desk.server.url, quota: { requestsPerSecond: "unlimited" } };
      const state = s3 === null ? {} : { s3: { ...place, ...s3 } };
      const text = { scopes: scopes.map((scope) => ({ name: scope, ...common })), state, ...more };
      await writeFile(config, JSON.stringify(text));
      const given = (args: readonly string[]) => [[...args, "--config", config], { cwd: folder, env: KEYS }] as const;
      return {
        folder,
        stateFolder: join(folder, "attached-files-state"),
        report: join(folder, "attached-files-report/latest"),
        start: (...args) => start(...given(args)),
        run: (...args) => run(...given(args)),
      };
    },
    async head() {
      const text = await store.readText(`${PREFIX}head.json`);
      return text === undefined ? undefined : parseHead(text);
    },
    keys: async () => (await Array.fromAsync(store.list(PREFIX))).map(({ key }) => key.slice(PREFIX.length)),
    async clear() {
      for (const name of Object.keys(KEYS)) {
        const value = before[name];
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      await store.close();
      await bucket.close();
      await desk.clear();
    },
  };
}

export { endOf };
