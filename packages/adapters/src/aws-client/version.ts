/** Written in by the build (tsup.config.ts), from package.json. */
declare const ADAPTERS_VERSION: string | undefined;

/**
 * Version of `@attached-files/adapters`, as the user agent tells it to AWS; `source` where no build has been made, and
 * so no version either.
 */
export const VERSION: string = typeof ADAPTERS_VERSION === "string" ? ADAPTERS_VERSION : "source";
