/** What is used here of a package without types of its own. */
declare module "@20minutes/s3rver" {
  namespace S3rver {
    interface Context {
      readonly method: string;
      readonly url: string;
      readonly path: string;
      readonly query: Readonly<Record<string, unknown>>;
      readonly headers: Readonly<Record<string, string | undefined>>;
      readonly req: { resume(): unknown; readonly socket: { destroy(): void } };
      status: number;
      body: unknown;
      type: string;
    }
  }
  class S3rver {
    constructor(options: {
      readonly port: number;
      readonly address: string;
      readonly silent: boolean;
      readonly directory: string;
      readonly allowMismatchedSignatures: boolean;
      readonly configureBuckets: readonly { readonly name: string }[];
    });
    readonly middleware: ((context: S3rver.Context, next: () => Promise<void>) => Promise<void>)[];
    readonly httpServer: { closeAllConnections(): void };
    readonly store: {
      getMetadata(bucket: string, key: string): Promise<{ readonly etag: string }>;
      putContent(path: string, content: unknown): Promise<unknown>;
    };
    run(): Promise<{ readonly port: number }>;
    close(): Promise<void>;
  }
  export = S3rver;
}
