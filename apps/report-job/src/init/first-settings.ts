/** What a first configuration is made of; what is absent stands in it as a comment. */
export interface FirstSettings {
  readonly name: string;
  readonly region?: string;
  readonly instanceId?: string;
  readonly domainIds?: readonly string[];
  readonly endpoint?: string;
  readonly cron?: string;
  readonly timeZone?: string;
  readonly bucket?: string;
}

/** The same as the configuration file holds it, to be checked before it is written. */
export function asConfiguration(settings: FirstSettings): Record<string, unknown> {
  const { cron, timeZone, bucket, ...scope } = settings;
  return {
    scopes: [scope],
    ...(cron === undefined ? {} : { schedule: { cron, ...(timeZone === undefined ? {} : { timeZone }) } }),
    ...(bucket === undefined ? {} : { publish: { s3: { bucket, prefix: "attached-files/" } } }),
  };
}
