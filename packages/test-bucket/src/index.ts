// Whoever imports this compiles it, too, and would not find the types of the package.
/// <reference path="./s3rver.d.ts" />
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "@20minutes/s3rver";
import { addConditionalWrites, refuse as refuseWith } from "./conditional-writes.ts";

/**
 * What a bucket answers instead of doing as it was told; 'hang' answers nothing, and 'lose-answer' does as it was told and ends the
 * connection instead of saying so.
 */
export type Refusal = { readonly status: number; readonly code: string } | "hang" | "lose-answer";

/** A bucket on this machine, behind a real server of S3's language, which also heeds conditions of writes. */
export interface TestBucket {
  readonly endpoint: string;
  /** Where the server keeps the objects on this machine. */
  readonly directory: string;
  /** The requests so far, as 'PUT /reports/key?partNumber=1'. */
  readonly requests: readonly string[];
  /** Refuses requests from now on, those that are chosen. */
  refuse(choose: (request: string, earlier: number) => Refusal | undefined): void;
  close(): Promise<void>;
}

export const BUCKET = "reports";
export const CREDENTIALS = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" } as const;

/** @param options.port where it listens; 0 takes any free one. */
export async function serveBucket({ port: wanted = 0 }: { readonly port?: number } = {}): Promise<TestBucket> {
  const directory = await mkdtemp(join(tmpdir(), "attached-files-bucket-"));
  const server = new S3rver({
    port: wanted,
    address: "127.0.0.1",
    silent: true,
    directory,
    // It canonicalises the path of a bucket in another way than the SDK; keys that nobody has are refused all the same.
    allowMismatchedSignatures: true,
    configureBuckets: [{ name: BUCKET }],
  });
  addConditionalWrites(server);
  const requests: string[] = [];
  let choose: Parameters<TestBucket["refuse"]>[0] = () => undefined;
  server.middleware.unshift(async (context, next) => {
    const request = `${context.method} ${context.url}`;
    const refusal = choose(request, requests.length);
    requests.push(request);
    if (refusal === "hang") return await new Promise(() => {});
    if (refusal === undefined) return await next();
    if (refusal !== "lose-answer") return refuseWith(context, refusal.status, refusal.code);
    await next();
    context.req.socket.destroy();
  });
  const { port } = await server.run();
  return {
    endpoint: `http://127.0.0.1:${port}`,
    directory,
    requests,
    refuse: (chosen) => {
      choose = chosen;
    },
    close: async () => {
      server.httpServer.closeAllConnections();
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
