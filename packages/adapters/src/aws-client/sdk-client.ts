/**
 * The little of an SDK client that is used here, the same for Connect and Cases. The SDK's own types are generic over
 * the inputs of each client, and nothing here looks at them.
 */
export interface SdkClient {
  readonly config: { readonly requestHandler: object };
  readonly middlewareStack: {
    add(middleware: never, options: never): void;
    addRelativeTo(middleware: never, options: never): void;
  };
  send(command: never, options: never): Promise<unknown>;
  destroy(): void;
}

/** A link of the SDK's chain: `input` and `request` inward, `response` and `output` outward. */
export type Handler = (args: unknown) => Promise<HandlerResult>;
export interface HandlerResult {
  readonly response: unknown;
  readonly output?: unknown;
}
export type Middleware = (next: Handler, context: HandlerContext) => Handler;
export interface HandlerContext {
  readonly commandName?: string;
  /** Where the SDK keeps what belongs to one call. */
  readonly __smithy_context?: { readonly abortSignal?: AbortSignal };
}

/** An answer as the SDK's HTTP handler hands it over. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  body: unknown;
}

/** BatchGetAttachedFileMetadataCommand → BatchGetAttachedFileMetadata. */
export function operationOf(context: HandlerContext): string {
  return (context.commandName ?? "").replace(/Command$/, "");
}
