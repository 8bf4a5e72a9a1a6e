import type { AdminRoute } from "./admin-route.ts";
import { CALLS_ROUTES } from "./calls-resource.ts";
import { CLOCK_ROUTES } from "./clock-resource.ts";
import { FAULTS_ROUTES } from "./faults-resource.ts";
import { SNAPSHOTS_ROUTES } from "./snapshots-resource.ts";

export const ADMIN_PREFIX = "/_fake/";

/** Everything that the fake can be asked or told about itself. */
export const ADMIN_ROUTES: readonly AdminRoute[] = [
  ...FAULTS_ROUTES,
  ...CALLS_ROUTES,
  ...CLOCK_ROUTES,
  ...SNAPSHOTS_ROUTES,
];
