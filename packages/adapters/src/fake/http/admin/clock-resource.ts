import { InvalidInputError, show } from "@attached-files/core";
import type { AdminRequest, AdminRoute } from "./admin-route.ts";

/** A hundred years: beyond them no date of AWS's form is left. */
const FARTHEST_MS = 100 * 366 * 86_400_000;

/** The fake's clock: what time it is, and going ahead. */
export const CLOCK_ROUTES: readonly AdminRoute[] = [
  { method: "GET", path: "clock", answer: tell },
  {
    method: "POST",
    path: "clock",
    answer: (request) => {
      const { advanceMs } = (request.body ?? {}) as { advanceMs?: unknown };
      if (typeof advanceMs !== "number" || !Number.isInteger(advanceMs) || advanceMs < 0 || advanceMs > FARTHEST_MS) {
        const expected = `a whole number of milliseconds from 0 to ${FARTHEST_MS}`;
        throw new InvalidInputError("clock", [{ path: "advanceMs", expected, received: show(advanceMs) }]);
      }
      request.service.clock.advance(advanceMs);
      return tell(request);
    },
  },
];

function tell({ service }: AdminRequest): { status: number; body: object } {
  return { status: 200, body: { now: service.clock.now().toISOString() } };
}
