import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ConfigurationSource, type FileSource, SourceError } from "@attached-files/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adaptivePacer } from "../pacing/adaptive-pacer.ts";
import { markPublished } from "../state/mark-published.ts";
import { openState } from "../state/open-state.ts";
import { aScopeRun, aSearch } from "../testing/scope-run.ts";
import {
  answeredFile,
  casesTake,
  pagesOf,
  scriptedConfigurationSource,
  scriptedFileSource,
  scriptedReferenceSource,
} from "../testing/scripted-sources.ts";
import { virtualClock } from "../testing/virtual-clock.ts";
import type { Clock } from "./clock.ts";
import { MOST_INSTANCES } from "./limits-step.ts";
import { runScope } from "./run-scope.ts";
import type { ScopeRun } from "./scope-run.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-limits-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface SaidLine {
  readonly line: string;
  readonly level?: string | undefined;
  readonly code?: unknown;
}

/** Runs a scope of four files with this source of limits; tells how it ended, and what it said. */
async function runWith(configurations: ConfigurationSource, change: Partial<ScopeRun> = {}) {
  const said: SaidLine[] = [];
  const progress = {
    ...{ begin: () => {}, advance: () => {}, end: () => {} },
    say: (line: string, about: { level?: string; code?: unknown } = {}) => void said.push({ line, ...about }),
  };
  const references = aSearch(scriptedReferenceSource(pagesOf(2, 2)));
  const run = await runScope(aScopeRun({ stateFolder: folder, references, configurations, progress, ...change }));
  return { run, said };
}

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  const state = await openState(folder, "main");
  try {
    return (await state.connection.runAndReadAll(sql)).getRowObjectsJS();
  } finally {
    await state.close();
  }
}

const LIMITS = `SELECT instance_id, run, answer, error_code, epoch_ms(learnt_at)::BIGINT AS learnt_ms, configurations
  FROM instance_limits ORDER BY ALL`;
const SIX = BigInt(Date.UTC(2026, 10, 24, 6));

function failing(code: ConstructorParameters<typeof SourceError>[0]): ConfigurationSource {
  return scriptedConfigurationSource(() => {
    throw new SourceError(code, "the reason");
  });
}

describe("what an instance allows of attached files", () => {
  it("is asked for once, and remembered with the run that asked", async () => {
    const source = scriptedConfigurationSource(() => casesTake(1000));
    const { run, said } = await runWith(source);
    expect(run.status).toBe("complete");
    expect(source.asked).toEqual(["instance-1"]);
    expect(said).toEqual([]);
    expect(await rows(LIMITS)).toEqual([
      {
        instance_id: "instance-1",
        run: 1,
        answer: "learnt",
        error_code: null,
        learnt_ms: SIX,
        configurations: '[{"attachmentScope":"CASE","maximumSizeLimitInBytes":1000,"allowedExtensions":["pdf"]}]',
      },
    ]);
  });

  it("may not be asked: the run is as complete as without it, and says so", async () => {
    const without = await runWith(
      scriptedConfigurationSource(() => casesTake(1)),
      { slot: "2026-11-23" },
    );
    const source = scriptedConfigurationSource(() => ({ isPermitted: false, message: "User: x is not authorized" }));
    const { run, said } = await runWith(source, { freshness: { recheckAfterSeconds: 86_400, full: true } });
    expect(run).toMatchObject({ status: "complete", counts: without.run.counts, calls: without.run.calls });
    expect(said).toEqual([
      { line: expect.stringContaining("main: what Amazon Connect allows"), code: "AccessDeniedException" },
    ]);
    // What was learnt the day before stays known.
    expect(await rows(LIMITS)).toMatchObject([
      { run: 2, answer: "not-permitted", error_code: "AccessDeniedException", learnt_ms: SIX },
    ]);
  });

  it.each(["ThrottlingException", "CredentialsUnavailable"] as const)(
    "fails with %s: the run is complete, and says so",
    async (code) => {
      const { run, said } = await runWith(failing(code));
      expect(run).toMatchObject({ status: "complete", calls: 2 });
      expect(said).toEqual([{ line: expect.stringContaining(`${code}: the reason`), level: "warn", code }]);
      expect(await rows(LIMITS)).toMatchObject([{ answer: "failed", error_code: code, configurations: null }]);
    },
  );

  it.each([
    ["30 seconds", undefined, 30_000],
    ["a tenth of what is left of a time box", new Date("2026-11-24T06:01:10Z"), 6300],
  ])("is waited for no longer than %s", async (_, deadline, mostMs) => {
    // Time stands still, but for whoever waits exactly so long.
    const clock: Clock = {
      now: () => new Date("2026-11-24T06:00:00.000Z"),
      sleep: (delayMs, signal) =>
        new Promise((resolve, reject) => {
          if (delayMs === mostMs) resolve();
          signal?.addEventListener("abort", () => reject(new SourceError("Aborted", "ended")));
        }),
    };
    const silent = scriptedConfigurationSource(
      (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener("abort", () => reject(new SourceError("Aborted", "ended")));
        }),
    );
    const { run } = await runWith(silent, { clock, ...(deadline === undefined ? {} : { deadline }) });
    expect(run.status).toBe("complete");
    expect(await rows(LIMITS)).toMatchObject([{ answer: "failed", error_code: "SourceTimeout" }]);
  });

  it("is noted with what it answered and no model knows", async () => {
    await runWith(
      scriptedConfigurationSource(() =>
        casesTake(1000, [
          { kind: "unknown-member", path: "Hint", detail: "1" },
          {
            kind: "unknown-attachment-scope",
            path: "AttachedFilesConfigurations[1].AttachmentScope",
            detail: '"VOICE"',
          },
        ]),
      ),
    );
    expect(await rows("SELECT kind, path FROM irregularities ORDER BY ALL")).toEqual([
      { kind: "unknown-attachment-scope", path: "AttachedFilesConfigurations[1].AttachmentScope" },
      { kind: "unknown-member", path: "AttachedFilesConfigurations: Hint" },
    ]);
  });

  it("is asked of each instance, of 20 at most, those with the most files first", async () => {
    const references = Array.from({ length: 25 }, (_, index) => ({
      ...{ instanceId: `i-${index < 24 ? index : 0}`, fileId: `f-${index}` },
      associatedResourceArn: "arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/c-1",
    }));
    const source = scriptedConfigurationSource(() => casesTake(1000));
    await runWith(source, { references: aSearch(scriptedReferenceSource([{ references, irregularities: [] }])) });
    expect(source.asked).toHaveLength(MOST_INSTANCES);
    expect(source.asked.slice(0, 3)).toEqual(["i-0", "i-1", "i-10"]);
  });

  it("is counted in what the run sent", async () => {
    const clock = virtualClock();
    const pacer = adaptivePacer(() => ({ requestsPerSecond: "unlimited", burst: 1 }), clock);
    const source = scriptedConfigurationSource(async () => {
      await pacer.acquire("ListAttachedFilesConfigurations");
      pacer.throttled("ListAttachedFilesConfigurations");
      await pacer.acquire("ListAttachedFilesConfigurations");
      return casesTake(1000);
    });
    const end = clock.runFree();
    await runWith(source, { clock, gauge: pacer });
    end();
    expect(await rows("SELECT limit_requests::INTEGER AS requests, throttles::INTEGER AS throttles FROM runs")).toEqual(
      [{ requests: 2, throttles: 1 }],
    );
  });
});

describe("a run that goes on", () => {
  /** The first call for metadata fails for good, so that the run is partial. */
  function denying(): FileSource {
    return scriptedFileSource((request, call) => {
      if (call === 1) throw new SourceError("AccessDeniedException", "not this case");
      return { Files: request.fileIds.map((id) => answeredFile(request, id)) };
    });
  }
  /** As a report leaves it, so that the same slot goes on. */
  const publish = () => markPublished(folder, "main", "2026-11-24", new Date("2026-11-24T06:00:01Z"));
  const irregular = { kind: "unknown-member", path: "AttachedFilesConfigurations[0].New", detail: "1" } as const;

  it("does not ask again for what it has learnt, and keeps what was irregular about it", async () => {
    const source = scriptedConfigurationSource(() => casesTake(1000, [irregular]));
    // A list is read anew by the second process, and what was irregular about it noted anew.
    const references = aSearch(scriptedReferenceSource(pagesOf(2, 2)), { isList: true });
    const first = await runWith(source, { files: denying(), references });
    await publish();
    const second = await runWith(source, { references });
    expect([first.run.status, second.run.status]).toEqual(["partial", "complete"]);
    expect(source.asked).toEqual(["instance-1"]);
    expect(await rows(LIMITS)).toMatchObject([{ run: 1, answer: "learnt", learnt_ms: SIX }]);
    expect(await rows("SELECT kind, path, detail FROM irregularities")).toEqual([irregular]);
  });

  it("asks again for what it could not learn", async () => {
    await runWith(failing("ThrottlingException"), { files: denying() });
    await publish();
    const source = scriptedConfigurationSource(() => casesTake(1000));
    await runWith(source);
    expect(source.asked).toEqual(["instance-1"]);
    expect(await rows(LIMITS)).toMatchObject([{ run: 1, answer: "learnt" }]);
  });

  it("asks nothing once it was asked to end", async () => {
    const ending = new AbortController();
    const source = scriptedConfigurationSource(() => {
      ending.abort();
      throw new SourceError("Aborted", "ended");
    });
    await expect(runWith(source, { signal: ending.signal })).rejects.toMatchObject({ code: "interrupted" });
    expect(await rows("SELECT * FROM working_instance_limits")).toEqual([]);
  });
});

it("instances that have no files any more are forgotten", async () => {
  await runWith(
    scriptedConfigurationSource(() => casesTake(1000)),
    { slot: "2026-11-23" },
  );
  const list = { isList: true, digest: "list", description: "a list" };
  const [page] = pagesOf(1, 1);
  const references = (page?.references ?? []).map((reference) => ({ ...reference, instanceId: "instance-2" }));
  await runWith(
    scriptedConfigurationSource(() => casesTake(2000)),
    {
      references: aSearch(scriptedReferenceSource([{ references, irregularities: [] }]), list),
    },
  );
  expect(await rows(LIMITS)).toMatchObject([{ instance_id: "instance-2", run: 2 }]);
});
