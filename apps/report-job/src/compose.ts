import type { EndedCall, Exchange } from "@attached-files/adapters/connect";
import type { FakeServing, ServeFakeOptions } from "@attached-files/adapters/fake";
import type { Notice } from "@attached-files/adapters/notify";
import type { VersionedStore } from "@attached-files/adapters/s3";
import {
  type ConfigurationSource,
  type FileSource,
  isSourceError,
  type Pacer,
  type ReferenceSource,
  show,
} from "@attached-files/core";
import { awsEnvironmentProblems } from "./config/aws-environment.ts";
import { wholeMilliseconds, withoutUndefined } from "./config/client-settings.ts";
import type { Config, ScopeConfig } from "./config/config-schema.ts";
import type { NotifyTarget } from "./config/notify-section.ts";
import type { S3Config } from "./config/publish-section.ts";
import type { Attempt } from "./notify/deliver.ts";
import { MOST_CALLS_IN_FLIGHT } from "./run/fetch/most-calls-in-flight.ts";
import { outsideSentence } from "./run/outside-text.ts";

export type { ListedObject, ObjectLabel, ObjectStore, StoredObject, VersionedStore } from "@attached-files/adapters/s3";

/** The adapters of one scope. */
export interface ScopeSources {
  readonly files: FileSource;
  readonly configurations: ConfigurationSource;
  /** The search of the Cases domains; made only where it is needed. */
  discovery(): Promise<ReferenceSource>;
  close(): Promise<void>;
}

export interface ComposeOptions {
  readonly pacer: Pacer;
  readonly onCall?: (call: EndedCall) => void;
  /** Told of every request on the wire, by who is asked: for files, or searched. */
  readonly onExchange?: Readonly<Record<"files" | "search", (exchange: Exchange) => void>>;
  readonly run?: Partial<Config["run"]>;
  /** Credentials for a fake that checks none. Real ones are found by the AWS SDK, never by us. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** What the adapters need to know of a scope. */
export type ScopeTarget = Pick<
  ScopeConfig,
  "region" | "endpoint" | "profile" | "assumeRole" | "instanceId" | "domainIds"
>;

/** Picks the adapters of a scope. Nothing else in the job knows which ones there are. */
export async function composeScope(scope: ScopeTarget, options: ComposeOptions): Promise<ScopeSources> {
  const client = clientOptions(scope, options);
  const { connectConfigurationSource, connectFileSource } = await import("@attached-files/adapters/connect");
  const files = connectFileSource(withoutUndefined({ ...client, onExchange: options.onExchange?.files }));
  const configurations = connectConfigurationSource(client);
  const discoveries: ReferenceSource[] = [];
  return {
    files,
    configurations,
    discovery: async () => {
      const { connectReferenceSource } = await import("@attached-files/adapters/cases");
      const references = connectReferenceSource({
        ...client,
        ...withoutUndefined({ onExchange: options.onExchange?.search }),
        ...(scope.domainIds === undefined ? {} : { domainIds: scope.domainIds }),
        ...(scope.instanceId === undefined ? {} : { instanceId: scope.instanceId }),
      });
      discoveries.push(references);
      return references;
    },
    close: async () => {
      await Promise.all([files, configurations, ...discoveries].map((source) => source.close()));
    },
  };
}

export interface MissingSettingsOptions {
  /** Where a person gives the Region, as 'with --region'. */
  readonly regionPlace: string;
  readonly credentials?: ComposeOptions["credentials"];
}

/**
 * What a scope lacks before anything can be called: settings that are wrong or that nobody gave, in sentences.
 *
 * @param environment where the SDK looks for what the scope does not say.
 */
export async function settingsThatAreMissing(
  scope: ScopeTarget,
  environment: Readonly<Record<string, string | undefined>>,
  { regionPlace, credentials }: MissingSettingsOptions,
): Promise<readonly string[]> {
  const problems = awsEnvironmentProblems(scope, environment);
  if (problems.length > 0) return problems;
  const { missingAwsSettings } = await import("@attached-files/adapters/connect");
  const { region, profile } = scope;
  const profileIsNamed = credentials === undefined && (profile ?? environment.AWS_PROFILE ?? "") !== "";
  const missing = await missingAwsSettings(withoutUndefined({ region, profile, credentials }), { profileIsNamed });
  const advice = `Give one ${regionPlace}, in AWS_REGION, or in the profile.`;
  const checkProfile = `Check the profile's name, ${show(profile ?? environment.AWS_PROFILE)}.`;
  return missing.map((text) => `${outsideSentence(text)} ${text.startsWith("No AWS Region") ? advice : checkProfile}`);
}

/** Tells a target at AWS, once. What it answers as the reason is a code, and no text of a service. */
export async function tellAwsTarget(
  target: Exclude<NotifyTarget, { to: "webhook" }>,
  notice: Notice,
  signal: AbortSignal,
): Promise<Attempt> {
  const { region, profile, endpoint } = target;
  const options = withoutUndefined({ region, profile, endpoint });
  const { publishToEventBridge, publishToSns } = await import("@attached-files/adapters/notify");
  try {
    if (target.to === "sns") await publishToSns(target.topicArn, notice, options, signal);
    else await publishToEventBridge(target.bus, notice, options, signal);
    return { isSent: true };
  } catch (error) {
    if (!isSourceError(error)) throw error;
    if (error.code === "Aborted") return { isSent: false, why: "no answer in time", isWorthRepeating: true };
    const { retryAfterMs, retryable } = error;
    const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
    return { isSent: false, why: error.code, isWorthRepeating: retryable, ...wait };
  }
}

/** A bucket: the one that reports are published to, or the one that the state is kept in. */
export async function composeBucket(s3: Omit<S3Config, "prefix">): Promise<VersionedStore> {
  const { connectObjectStore } = await import("@attached-files/adapters/s3");
  const { bucket, region, endpoint, pathStyle, kmsKeyId, profile, assumeRole } = s3;
  const requestTimeoutMs = wholeMilliseconds(s3.requestTimeoutSeconds);
  const options = { region, endpoint, pathStyle, kmsKeyId, profile, assumeRole, requestTimeoutMs };
  return connectObjectStore({ bucket, ...withoutUndefined(options) });
}

export type ComposeFakeOptions = ServeFakeOptions;

/** The fake Amazon Connect, serving on this machine. */
export async function composeFakeServer(options: ComposeFakeOptions): Promise<FakeServing> {
  const { serveFake } = await import("@attached-files/adapters/fake");
  return serveFake(options);
}

function clientOptions(
  { region, endpoint, profile, assumeRole }: ScopeTarget,
  { run = {}, credentials, pacer, onCall }: ComposeOptions,
): Record<string, unknown> {
  const { maxAttempts, directCalls } = run;
  const requestTimeoutMs = wholeMilliseconds(run.requestTimeoutSeconds);
  const client = { maxAttempts, directCalls, requestTimeoutMs, maxSockets: MOST_CALLS_IN_FLIGHT };
  return withoutUndefined({ region, endpoint, profile, assumeRole, credentials, pacer, onCall, ...client });
}
