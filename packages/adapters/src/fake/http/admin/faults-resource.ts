import { InvalidInputError } from "@attached-files/core";
import { checkFaultRules } from "../../faults/check-fault-rules.ts";
import type { FaultRule } from "../../faults/fault.ts";
import type { AdminRequest, AdminRoute } from "./admin-route.ts";

/** Faults to come: told, asked for, and ended. */
export const FAULTS_ROUTES: readonly AdminRoute[] = [
  { method: "GET", path: "faults", answer: tell },
  {
    method: "POST",
    path: "faults",
    answer: (request) => {
      request.service.faults.add(readRules(request.body));
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

/** Who tells a fault from outside waits for it: one that would never strike is refused, where a program may count to 0. */
function readRules(body: unknown): readonly FaultRule[] {
  const rules = checkFaultRules(body, "", "either");
  const issues = rules.flatMap(({ times }, index) => {
    const path = Array.isArray(body) ? `[${index}].times` : "times";
    return times === 0 ? [{ path, expected: 'a whole number of at least 1, or "always"', received: "0" }] : [];
  });
  if (issues.length > 0) throw new InvalidInputError("faults", issues);
  return rules;
}
