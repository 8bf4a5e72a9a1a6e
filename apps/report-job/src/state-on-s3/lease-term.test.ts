import { describe, expect, it } from "vitest";
import type { Lease } from "./head.ts";
import { endOfTerm, isOverdue, MARGIN_MS, renewalMs, type SeenHead, turnOf, watch } from "./lease-term.ts";

const LEASE_SECONDS = 5;
const WHOLE_MS = LEASE_SECONDS * 1000 + MARGIN_MS;

function seen({ modifiedMs = 0, answeredMs, etag = "e" }: { modifiedMs?: number; answeredMs?: number; etag?: string }) {
  const lease: Lease = {
    holder: "0f1e2d3c-0000-4000-8000-000000000000",
    host: "h",
    pid: 1,
    since: "",
    until: "",
    leaseSeconds: LEASE_SECONDS,
  };
  return {
    head: { format: 1, revision: 1, lease, files: [] },
    text: "",
    etag,
    modifiedAt: new Date(modifiedMs),
    answeredAt: answeredMs === undefined ? undefined : new Date(answeredMs),
  } satisfies SeenHead;
}

describe("a lease", () => {
  it("is free where there is no head, and where it was given back", () => {
    expect(turnOf(undefined, undefined, 0)).toEqual({ kind: "free" });
    const { head, ...version } = seen({});
    expect(turnOf({ ...version, head: { ...head, lease: null } }, undefined, 0)).toEqual({ kind: "free" });
  });

  it.each([
    [0, WHOLE_MS],
    [4000, WHOLE_MS - 4000],
    [6000, 1000],
    [7000, undefined],
    [86_400_000, undefined],
    // The store's clock was set back.
    [-4000, WHOLE_MS],
  ])("whose holder was heard of %i ms ago by the store's clock is held for %s ms more", (ageMs, leftMs) => {
    const turn = turnOf(seen({ modifiedMs: 1_000_000, answeredMs: 1_000_000 + ageMs }), undefined, 0);
    expect(turn).toEqual(leftMs === undefined ? { kind: "expired" } : { kind: "held", leftMs });
  });

  it("has expired, too, where the store tells no time and the same version was seen for its whole time", () => {
    const first = seen({ etag: "1" });
    const watched = watch(first, undefined, 500);
    expect(turnOf(first, watch(first, watched, 3000), 500 + WHOLE_MS - 1)).toEqual({ kind: "held", leftMs: 1 });
    expect(turnOf(first, watched, 500 + WHOLE_MS)).toEqual({ kind: "expired" });
    const renewed = seen({ etag: "2" });
    expect(turnOf(renewed, watched, 500 + WHOLE_MS)).toEqual({ kind: "held", leftMs: WHOLE_MS });
    expect(watch(renewed, watched, 9000)).toEqual({ etag: "2", sinceMs: 9000 });
  });

  it("is overdue when a holder that lives would have renewed it, and not before", () => {
    const leftAt = (ageMs: number): number => WHOLE_MS - ageMs;
    expect(isOverdue(leftAt(renewalMs(LEASE_SECONDS) + MARGIN_MS), LEASE_SECONDS)).toBe(false);
    expect(isOverdue(leftAt(2 * renewalMs(LEASE_SECONDS) + MARGIN_MS), LEASE_SECONDS)).toBe(true);
  });
});

it("is never taken before its holder has stopped, whenever its renewal came in and whatever fractions of seconds the store leaves out", () => {
  const STEP_MS = 125;
  const wholeSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;
  let taken = 0;
  for (let sentMs = 0; sentMs <= 1000; sentMs += STEP_MS) {
    for (let wayMs = 0; wayMs <= 3000; wayMs += STEP_MS) {
      for (let askedMs = sentMs + wayMs; askedMs <= sentMs + wayMs + 2 * WHOLE_MS; askedMs += STEP_MS) {
        const read = seen({ modifiedMs: wholeSecond(sentMs + wayMs), answeredMs: wholeSecond(askedMs) });
        if (turnOf(read, undefined, askedMs).kind === "held") continue;
        taken += 1;
        // With a second to spare for calls that are under way.
        expect(askedMs).toBeGreaterThanOrEqual(endOfTerm(sentMs, LEASE_SECONDS) + 1000);
      }
    }
  }
  expect(taken).toBeGreaterThan(1000);
});
