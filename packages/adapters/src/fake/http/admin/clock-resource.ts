import { InvalidInputError, show } from "@attached-files/core";
import type { FakeClock } from "../../fake-clock.ts";
import type { AdminRequest, AdminRoute } from "./admin-route.ts";

/** The fake's clock: what time it is, and going ahead. */
export const CLOCK_ROUTES: readonly AdminRoute[] = [
  { method: "GET", path: "clock", answer: tell },
  {
    method: "POST",
    path: "clock",
    answer: (request) => {
      const { advanceMs } = (request.body ?? {}) as { advanceMs?: unknown };
      if (!advance(request.service.clock, advanceMs)) {
        const expected = "a whole number of milliseconds from 0, and not beyond the year 9999";
        throw new InvalidInputError("clock", [{ path: "advanceMs", expected, received: show(advanceMs) }]);
      }
      return tell(request);
    },
  },
];

function tell({ service }: AdminRequest): { status: number; body: object } {
  return { status: 200, body: { now: service.clock.now().toISOString() } };
}

function advance(clock: FakeClock, ms: unknown): boolean {
  if (!Number.isInteger(ms)) return false;
  try {
    clock.advance(ms as number);
    return true;
  } catch {
    return false;
  }
}
