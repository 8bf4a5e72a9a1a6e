import type { Config } from "../config/config-schema.ts";
import type { Io } from "../process/io.ts";
import type { ReportScope } from "../report/query/attach-scopes.ts";
import { stateFilePath } from "../state/open-state.ts";
import { type JobStates, localStates } from "../state-on-s3/job-states.ts";
import { bucketPlace } from "../state-on-s3/state-bucket.ts";

/** The scopes of a configuration, as the report needs them. */
export function reportScopes(
  config: Config,
  environment: Io["environment"],
  states: Pick<JobStates, "stateFolderOf" | "unreadable"> = localStates(config),
): readonly ReportScope[] {
  // What the AWS SDK reads where a scope names no endpoint.
  const around = environment.AWS_ENDPOINT_URL_CONNECT || environment.AWS_ENDPOINT_URL || undefined;
  return config.scopes.map(({ name, region, endpoint = around }) => {
    const unreadable = states.unreadable(name);
    return {
      name,
      stateFile: stateFilePath(states.stateFolderOf(name), name),
      ...bucketPlace(config.state, name),
      ...(unreadable === undefined ? {} : { unreadable }),
      ...(region === undefined ? {} : { region }),
      ...(endpoint === undefined ? {} : { endpoint }),
    };
  });
}
