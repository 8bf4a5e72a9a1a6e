import type { Clock } from "./clock.ts";

/** How long a state is waited for while another process has it. */
export interface Wait {
  readonly waitMs: number;
  /** When all waiting is over: waits of several scopes add up. */
  readonly waitsEndAt?: Date | undefined;
}

/** How long the next state may be waited for, in milliseconds. */
export function waitLeftMs({ waitMs, waitsEndAt }: Wait, clock: Pick<Clock, "now">): number {
  if (waitsEndAt === undefined) return waitMs;
  return Math.max(0, Math.min(waitMs, waitsEndAt.getTime() - clock.now().getTime()));
}
