import type { Progress } from "../run/progress.ts";
import type { Log } from "./log.ts";
import type { Meters } from "./meters.ts";

/** Whoever sees a scope's run: people by its progress, machines by its meters, both by its log. */
export interface RunObserver {
  readonly progress: Progress;
  readonly meters: Meters;
  readonly log: Log;
}

/** What a run is about. */
export interface RunSubject {
  readonly scope: string;
  readonly slot: string;
}
