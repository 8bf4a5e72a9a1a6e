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

/** A command of the SDK. */
export interface SdkCommand {
  readonly input: object;
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
  /** Where the SDK found that the service stands. */
  readonly endpointV2?: { readonly url: URL };
  /** Where the SDK keeps what belongs to one call. */
  readonly __smithy_context?: { readonly abortSignal?: AbortSignal; readonly selectedHttpAuthScheme?: AuthScheme };
}

/** How the SDK signs the requests of an operation. */
export interface AuthScheme {
  readonly httpAuthOption: { readonly signingProperties?: Readonly<Record<string, unknown>> };
  readonly signer: {
    sign(request: HttpRequest, identity: object, properties: object): Promise<HttpRequest>;
    /** Learns from an answer how far the service's clock is from ours. */
    successHandler?(answer: HttpAnswer, properties: object): void;
  };
}

/** A request as the SDK makes it. */
export interface HttpRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
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
