import type { Pacer, SourceErrorCode } from "@attached-files/core";

/** Credentials as AWS hands them out. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** When they end; a provider is asked again shortly before. */
  readonly expiration?: Date;
}

/** A role to take on before calling, with the base credentials that are otherwise found. */
export interface AssumeRole {
  readonly roleArn: string;
  /** What the role's owner demands of third parties. */
  readonly externalId?: string;
  /** Shown in CloudTrail. 2–64 of `A-Z a-z 0-9 + = , . @ _ -`. @default attached-files */
  readonly sessionName?: string;
}

/** A call that ended. */
export interface EndedCall {
  /** As BatchGetAttachedFileMetadata. */
  readonly operation: string;
  /** From the call to its end, in milliseconds. */
  readonly durationMs: number;
  /** Why it did not succeed; absent where it did. */
  readonly errorCode?: SourceErrorCode;
}

/** What became of a request on the wire. What the caller itself ended is told as begun alone. */
export interface Exchange {
  /** Whom it is for, as connect.eu-central-1.amazonaws.com, with the port where it names one. */
  readonly host: string;
  /** answered: a status came back, whatever it says. unanswered: none did. */
  readonly kind: "begun" | "answered" | "unanswered";
  /** Of one that is unanswered: why, in the words of the system or the SDK. */
  readonly message?: string;
  readonly errorCode?: SourceErrorCode;
}

/**
 * How to reach AWS. All of it is optional, and what is left out is left to the SDK: the AWS_* environment, shared
 * configuration files, SSO, web identity, container and instance roles work as in every other AWS tool.
 *
 * Proxies: the SDK for JavaScript reads no HTTPS_PROXY by itself. Here HTTP_PROXY, HTTPS_PROXY and NO_PROXY are heeded as Node
 * heeds them, where it is told to by NODE_USE_ENV_PROXY=1, which takes Node 22.21 or 24.5 and later. How credentials are
 * fetched (STS, single sign-on) is the SDK's own business.
 */
export interface AwsClientOptions {
  /** @default AWS_REGION, then the profile's region */
  readonly region?: string;
  /** Base URL of the service. @default AWS_ENDPOINT_URL_CONNECT or …_CONNECTCASES, AWS_ENDPOINT_URL, shared files, AWS */
  readonly endpoint?: string;
  /**
   * Names the shared-file profile for region, credentials and retries. The SDK looks for `endpoint_url` in the profile of
   * AWS_PROFILE only, whatever is named here (read in `@smithy/core` 3.41.0, 2026-11). @default AWS_PROFILE
   */
  readonly profile?: string;
  /** Fixed credentials, or who provides them. @default the SDK's chain */
  readonly credentials?: AwsCredentials | (() => Promise<AwsCredentials>);
  readonly assumeRole?: AssumeRole;
  /** Attempts of one call, the first included. @default AWS_MAX_ATTEMPTS, the profile's max_attempts, or the SDK's 3 */
  readonly maxAttempts?: number;
  /** @default AWS_RETRY_MODE, the profile's retry_mode, or standard */
  readonly retryMode?: "standard" | "adaptive";
  /** How long a connection may take to stand, in milliseconds. @default the SDK's: none, or that of AWS_DEFAULTS_MODE */
  readonly connectTimeoutMs?: number;
  /**
   * How long one attempt may take, from its turn at the pacer to the last byte of its answer, in milliseconds; waiting for
   * a free connection counts. @default 30000
   */
  readonly requestTimeoutMs?: number;
  /**
   * Whether first attempts of a file source's later calls are made without the SDK's middleware, which costs a multiple of
   * the request itself. Signing, credentials, clock, timeouts, connections and retries are the SDK's all the same; only
   * what has been plugged into its middleware is passed by. @default true
   */
  readonly directCalls?: boolean;
  /** Connections at a time; calls beyond wait. @default the SDK's 50 */
  readonly maxSockets?: number;
  /** Asked before every attempt, retries included, and told of every throttle. */
  readonly pacer?: Pacer;
  /** Told of every call that ended: answered or failed, its retries and waits among it. */
  readonly onCall?: (call: EndedCall) => void;
  /** Told of every request on the wire, retries included, as it begins and ends: of a call that is ended, whether anybody had answered. */
  readonly onExchange?: (exchange: Exchange) => void;
  /** Who is calling, as `name/version`, said behind our own name. */
  readonly userAgent?: string;
}

/** Long enough for any answer of the operations that are called here, short enough for an unattended job. */
export const DEFAULT_REQUEST_TIMEOUT_MS = 30_000;
