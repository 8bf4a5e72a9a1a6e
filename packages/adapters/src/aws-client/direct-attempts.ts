import { randomUUID } from "node:crypto";
import type { AuthScheme, HttpAnswer, HttpRequest, Middleware, SdkClient } from "./sdk-client.ts";

/** What of a request is not the same for all calls of an operation. */
export interface DirectRequest {
  /** The path behind what an endpoint has of its own, escaped, as the SDK would make it. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A part of a path as the SDK escapes it: RFC 3986 to the letter, which encodeURIComponent is not. */
export function pathPart(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A request on its way, and what its answer is good for beside its content. */
export interface Sent {
  readonly answer: HttpAnswer;
  /** To be called when the answer was a success: the SDK's retries and its clock learn from it. */
  succeeded(): void;
}

/** First attempts of calls, made without the SDK's middleware. */
export interface DirectAttempts {
  /** Whether the SDK has made a request whose ways are known now. */
  areKnown(): boolean;
  /** Resolves when the SDK's retry strategy lets a call begin, and credentials are there, to what sends it. */
  begin(): Promise<(request: DirectRequest, signal: AbortSignal) => Promise<Sent>>;
}

/** The part of a client's resolved configuration that an attempt needs; all of it is public. */
interface ResolvedConfig {
  readonly requestHandler: {
    handle(request: object, options: { abortSignal: AbortSignal }): Promise<{ readonly response: HttpAnswer }>;
  };
  credentials(): Promise<object>;
  signer(scheme?: unknown): Promise<object>;
  maxAttempts(): Promise<number>;
  retryStrategy(): Promise<{
    acquireInitialRetryToken(scope: string): Promise<object>;
    recordSuccess(token: object): void;
  }>;
}

interface Known {
  readonly Request: new (options: object) => HttpRequest;
  readonly request: HttpRequest;
  readonly basePath: string;
  readonly scheme: AuthScheme;
}

/** Headers that every request has of its own. */
const OWN_HEADERS: readonly string[] = [
  "authorization",
  "x-amz-date",
  "x-amz-content-sha256",
  "x-amz-security-token",
  "content-length",
  "amz-sdk-invocation-id",
  "amz-sdk-request",
];

/**
 * Makes first attempts as the client makes them, but for the middleware: building, wrapping and unwrapping a call costs the
 * SDK several times of what its request costs. The endpoint, the user agent and the way of signing are
 * those of the first request that the SDK itself has made; signer, credentials, clock, retry strategy, timeouts and
 * connections are the client's own. Whatever does not succeed is the SDK's to judge.
 *
 */
export function directAttempts(client: SdkClient): DirectAttempts {
  let known: Known | undefined;
  const learn: Middleware = (next, context) => async (args) => {
    const { request } = args as { readonly request: HttpRequest };
    const scheme = context.__smithy_context?.selectedHttpAuthScheme;
    if (known === undefined && scheme !== undefined) {
      const Request = request.constructor as Known["Request"];
      const headers = Object.entries(request.headers).filter(([name]) => !OWN_HEADERS.includes(name.toLowerCase()));
      const basePath = context.endpointV2?.url.pathname.replace(/\/$/, "") ?? "";
      known = { Request, request: { ...request, headers: Object.fromEntries(headers) }, basePath, scheme };
    }
    return next(args);
  };
  const place = { name: "attachedFilesLearn", relation: "before", toMiddleware: "httpSigningMiddleware" };
  client.middlewareStack.addRelativeTo(learn as never, place as never);
  const config = client.config as unknown as ResolvedConfig;
  keepSigner(config);
  return {
    areKnown: () => known !== undefined,
    async begin() {
      if (known === undefined) throw new Error("no request of the SDK has been seen yet");
      const { Request, request: template, basePath, scheme } = known;
      const strategy = await config.retryStrategy();
      const token = await strategy.acquireInitialRetryToken("");
      const max = await config.maxAttempts();
      const identity = await config.credentials();
      return async ({ path, query, body }, signal) => {
        const request = new Request({
          ...template,
          path: basePath + path,
          query,
          body,
          headers: {
            ...template.headers,
            "content-length": String(Buffer.byteLength(body)),
            "amz-sdk-invocation-id": randomUUID(),
            "amz-sdk-request": `attempt=1; max=${max}`,
          },
        });
        const properties = { ...scheme.httpAuthOption.signingProperties, config: client.config, context: {} };
        const signed = await scheme.signer.sign(request, identity, properties);
        const { response } = await config.requestHandler.handle(signed, { abortSignal: signal });
        const succeeded = (): void => {
          strategy.recordSuccess(token);
          scheme.signer.successHandler?.(response, properties);
        };
        return { answer: response, succeeded };
      };
    },
  };
}

/** The SDK would make a signer for every request, out of a copy of the whole configuration. */
function keepSigner(config: ResolvedConfig): void {
  const make = config.signer;
  let kept: Promise<object> | undefined;
  config.signer = (scheme) => {
    kept ??= make(scheme).catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
}
