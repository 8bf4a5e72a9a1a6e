import type { Irregularity } from "../attached-file/irregularity.ts";
import type { AttachedFilesConfiguration } from "../configuration/configurations-answer.ts";
import type { CallOptions } from "./file-source.ts";

/** What an instance allows of attached files, or that the caller may not know it. */
export type ConfigurationsAnswer =
  | {
      readonly isPermitted: true;
      /** At most one of a scope, in the order of the answer. */
      readonly configurations: readonly AttachedFilesConfiguration[];
      readonly irregularities: readonly Irregularity[];
    }
  | {
      readonly isPermitted: false;
      /** The service's own words: strangers' text, escape it where it is shown. */
      readonly message: string;
    };

/** Port: whoever can tell how large attached files may be, and how their names may end. */
export interface ConfigurationSource {
  /**
   * Asks for the configurations of all attachment scopes of an instance. That it is not permitted is an answer.
   *
   * @param instanceId 1 to 100 characters.
   * @throws {InvalidInputError} no such id; no call was made.
   * @throws {SourceError} the call did not succeed, after the source's own retries; never AccessDeniedException.
   */
  getConfigurations(instanceId: string, options?: CallOptions): Promise<ConfigurationsAnswer>;

  /** Closes what is open. No call may follow; calling it again does nothing. */
  close(): Promise<void>;
}
