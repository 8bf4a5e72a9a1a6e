import type { Config, ScopeConfig } from "../../config/config-schema.ts";
import { JobError } from "../../exit-code.ts";
import { withEachReadableState } from "../../job/open-job-states.ts";
import { planConfigured } from "../../planning/plan-configured.ts";
import type { PlannedScope } from "../../planning/plan-schema.ts";
import type { Clock } from "../../run/clock.ts";
import { type Finding, failed } from "../finding.ts";
import { standingStateFindings } from "./state-findings.ts";

export interface PlannedStates {
  /** Empty where none of the states can be read. */
  readonly planned: readonly PlannedScope[];
  readonly findings: readonly Finding[];
}

/**
 * What the states hold and what is due, wherever they are kept. Makes none.
 *
 * @param canBeMade whether a state can be made in the state folder: else it is not known that there is none.
 */
export async function plannedStates(
  job: {
    readonly config: Config;
    readonly scopes: readonly ScopeConfig[];
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly clock: Clock;
    readonly signal: AbortSignal;
  },
  canBeMade: boolean,
): Promise<PlannedStates> {
  const { scopes, environment, clock } = job;
  try {
    return await withEachReadableState(job.config, scopes, job, async (config, unreadable, heldBy) => {
      const plan = { config, scopes, unreadable, full: false, isBoxed: false, environment, clock };
      const planned = await planConfigured(plan);
      return { planned, findings: standingStateFindings(planned, canBeMade, heldBy) };
    });
  } catch (error) {
    if (!(error instanceof JobError) || error.code === "interrupted") throw error;
    const next = "Mend the bucket of state.s3, then check again: what cannot be read is not the same as nothing.";
    return { planned: [], findings: [failed({ check: "state-folder" }, error.message, next, error.code)] };
  }
}
