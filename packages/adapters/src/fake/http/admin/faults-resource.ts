import type { FaultRule } from "../../faults/fault.ts";
import type { AdminRequest, AdminRoute } from "./admin-route.ts";

/** Faults to come: told, asked for, and ended. */
export const FAULTS_ROUTES: readonly AdminRoute[] = [
  { method: "GET", path: "faults", answer: tell },
  {
    method: "POST",
    path: "faults",
    answer: (request) => {
      // Checked by `add`, which takes nothing for granted.
      request.service.faults.add(request.body as FaultRule | readonly FaultRule[]);
      return tell(request);
    },
  },
  {
    method: "DELETE",
    path: "faults",
    answer: (request) => {
      request.service.faults.clear();
      return tell(request);
    },
  },
];

function tell({ service }: AdminRequest): { status: number; body: object } {
  return { status: 200, body: { faults: service.faults.pending() } };
}
