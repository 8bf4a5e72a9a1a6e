/** What is used here of a package without types of its own. */
declare module "@20minutes/s3rver" {
  interface Context {
    readonly method: string;
    readonly url: string;
    status: number;
    body: unknown;
    type: string;
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
    readonly middleware: ((context: Context, next: () => Promise<void>) => Promise<void>)[];
    readonly httpServer: { closeAllConnections(): void };
    run(): Promise<{ readonly port: number }>;
    close(): Promise<void>;
  }
  export = S3rver;
}
