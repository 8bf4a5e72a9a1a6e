import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DiscoverOptions, SourceError } from "@attached-files/core";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openState } from "../state/open-state.ts";
import { aScopeRun, aSearch, CALM } from "../testing/scope-run.ts";
import { pagesOf } from "../testing/scripted-sources.ts";
import { virtualClock } from "../testing/virtual-clock.ts";
import { runScope } from "./run-scope.ts";

let stateFolder: string;
beforeEach(async () => {
  stateFolder = await mkdtemp(join(tmpdir(), "attached-files-fallbacks-"));
});
afterEach(() => rm(stateFolder, { recursive: true, force: true }));

const denied = new SourceError("AccessDeniedException", "m".repeat(1000));
const [first, ...others] = pagesOf(3, 2);

/** A search that falls back for each of the domains before its first page, as `pages` says. */
function falling(domains: readonly string[], pages: () => Iterable<(typeof others)[number]>) {
  return aSearch({
    discover: async function* ({ onFallback }: DiscoverOptions = {}) {
      for (const domainId of domains) onFallback?.({ domainId, operation: "SearchAllRelatedItems", error: denied });
      yield* pages();
    },
    close: async () => {},
  });
}

async function noted(): Promise<unknown> {
  const state = await openState(stateFolder, "main");
  try {
    const rows = await state.connection.runAndReadAll("SELECT fallbacks FROM runs ORDER BY number");
    return rows.getRowsJS().map(([fallbacks]) => JSON.parse(String(fallbacks)));
  } finally {
    await state.close();
  }
}

it("a run keeps which domains it searched case by case, each once, with a stranger's message in short", async () => {
  await runScope(aScopeRun({ stateFolder, references: falling(["d-1", "d-2", "d-1"], () => pagesOf(3, 2)) }));
  const errorMessage = expect.stringMatching(/^m{300}… \(cut: 1,000 characters\)$/);
  const error = { operation: "SearchAllRelatedItems", errorCode: "AccessDeniedException", errorMessage };
  expect(await noted()).toEqual([
    [
      { domainId: "d-1", ...error },
      { domainId: "d-2", ...error },
    ],
  ]);
});

it("a run whose domains were searched as a whole has none", async () => {
  await runScope(aScopeRun({ stateFolder, references: falling([], () => pagesOf(3, 2)) }));
  expect(await noted()).toEqual([[]]);
});

it("a process that goes on with a run adds what it meets to what the one before it met", async () => {
  const died = falling(["d-1"], function* () {
    if (first !== undefined) yield first;
    throw new Error("the process died");
  });
  await expect(runScope(aScopeRun({ stateFolder, references: died }))).rejects.toThrow("the process died");
  await runScope(aScopeRun({ stateFolder, references: falling(["d-2", "d-1"], () => others) }));
  expect(await noted()).toMatchObject([[{ domainId: "d-1" }, { domainId: "d-2" }]]);
});

it("a run that goes on with the full search of the one before has its fallbacks; one that begins anew has its own", async () => {
  const clock = virtualClock(Date.parse("2026-11-24T06:00:00Z"));
  const deadline = (minutes: number) => new Date(clock.now().getTime() + minutes * 60_000);
  const running = (slot: string, references: ReturnType<typeof falling>) =>
    runScope(aScopeRun({ stateFolder, slot, clock, deadline: deadline(10), references }));
  const slow = falling(["d-1"], function* () {
    if (first !== undefined) yield first;
  });
  const outOfTime = {
    ...slow,
    source: {
      ...slow.source,
      discover: async function* (options: DiscoverOptions) {
        yield* slow.source.discover(options);
        await clock.advance(10 * 60_000);
        throw new SourceError("Aborted", "its time ended");
      },
    },
  };
  expect(await running("s1", outOfTime)).toMatchObject({ status: "partial", troubleCode: "TimeBox" });
  expect(
    await running(
      "s2",
      falling([], () => others),
    ),
  ).toMatchObject({ status: "complete" });
  await runScope(
    aScopeRun({
      stateFolder,
      slot: "s3",
      clock,
      references: falling([], () => []),
      freshness: { ...CALM.freshness, full: true },
    }),
  );
  expect(await noted()).toMatchObject([[{ domainId: "d-1" }], [{ domainId: "d-1" }], []]);
});

it("a search that came to no page keeps it, too", async () => {
  const broken = falling(["d-1"], function* () {
    yield* [];
    throw new SourceError("InternalServiceException", "no");
  });
  expect(await runScope(aScopeRun({ stateFolder, references: broken }))).toMatchObject({ status: "partial" });
  expect(await noted()).toMatchObject([[{ domainId: "d-1" }]]);
});
