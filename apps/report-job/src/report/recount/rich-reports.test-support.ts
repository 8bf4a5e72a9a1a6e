import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DiscoverOptions, parsePolicy, SourceError } from "@attached-files/core";
import { runScope } from "../../run/run-scope.ts";
import { stateFilePath } from "../../state/open-state.ts";
import { aScopeRun, aSearch } from "../../testing/scope-run.ts";
import { answeredFile, scriptedFileSource } from "../../testing/scripted-sources.ts";
import { writeReport } from "../write-report.ts";
import { GIVEN, POLICY, slotOf } from "./given.test-support.ts";
import { type Answer, CARE, CLAIMS, DAY_MS, FIRST_RUN_MS, type Files, LAST_DAY } from "./rich-centre.test-support.ts";

const SECOND_MS = 1000;
/** Domains of the second scope that are searched case by case. */
export const FALLEN_BACK = ["d-one", "d-two"];
const DENIED = {
  operation: "SearchAllRelatedItems",
  error: new SourceError("AccessDeniedException", "not allowed"),
};
const CASES = "arn:aws:cases:eu-central-1:111122223333:domain/d-1/case";

/** What is known of a scope's run without looking at what it wrote. */
export interface KnownRun {
  readonly startedMs: number;
  readonly finishedMs: number;
  readonly calls: number;
  readonly repeated: number;
  readonly skippedLines: number;
}

/** The reports of all days, each in a folder, and what is known of the runs behind them. */
export interface RichReports {
  readonly folder: string;
  /** By day. */
  readonly reports: readonly string[];
  readonly generatedAtMs: number;
  readonly runs: Readonly<Record<keyof typeof GIVEN.regions, readonly KnownRun[]>>;
}

function answerOn(answers: readonly Answer[], day: number): Answer {
  return answers[Math.min(day, answers.length - 1)];
}

async function runOnDay(
  folder: string,
  scope: keyof typeof GIVEN.regions,
  centre: Files,
  day: number,
): Promise<KnownRun> {
  const endsEarly = scope === "claims" && day === LAST_DAY;
  const startedMs = FIRST_RUN_MS + day * DAY_MS + (scope === "claims" ? 17 * SECOND_MS : 0);
  const named = Object.keys(centre).filter((id) => answerOn(centre[id] ?? [], day) !== undefined);
  const references = named.map((fileId) => ({
    instanceId: "i-1",
    associatedResourceArn: `${CASES}/${fileId.split("-")[0]}`,
    fileId,
    associationTime: new Date(startedMs - DAY_MS - fileId.length * 61_000).toISOString(),
  }));
  const again = references.slice(0, scope === "claims" ? 3 : 0);
  let nowMs = startedMs;
  const files = scriptedFileSource((request, call) => {
    nowMs += 3 * SECOND_MS;
    if (endsEarly && call > 7) throw new SourceError("ThrottlingException", "Rate exceeded 429");
    const of = (id: string): Answer => answerOn(centre[id] ?? [], day) ?? "refused";
    const refused = request.fileIds.filter((id) => of(id) === "refused");
    return {
      Files: request.fileIds
        .filter((id) => typeof of(id) === "object")
        .map((id) => answeredFile(request, id, of(id) as object)),
      Errors: refused.map((id) => ({ FileId: id, ErrorCode: "NotFound", ErrorMessage: "gone since 2025" })),
    };
  });
  const run = aScopeRun({
    scope,
    slot: slotOf(day),
    stateFolder: folder,
    references: aSearch(
      {
        discover: async function* ({ onFallback }: DiscoverOptions = {}) {
          if (scope === "claims") for (const domainId of FALLEN_BACK) onFallback?.({ domainId, ...DENIED });
          yield { references: [...references, ...again], irregularities: [], resumeToken: "end" };
          if (endsEarly) throw new SourceError("AccessDeniedException", "not allowed, rule 12");
        },
        close: async () => {},
      },
      { description: `search of domain d-${scope.length}`, skippedLines: again.length },
    ),
    files,
    freshness: { recheckAfterSeconds: 30 * 86_400, full: day < LAST_DAY || scope === "claims" },
    searches: { sweepAfterSeconds: 1, overlapSeconds: 3600 },
    clock: { now: () => new Date(nowMs), sleep: async () => {} },
    stopAfterFailures: 3,
    commit: { units: 1000, seconds: 60 },
  });
  await runScope(run);
  return {
    startedMs,
    finishedMs: nowMs,
    calls: files.requests.length,
    repeated: again.length,
    skippedLines: again.length,
  };
}

/** Runs both scopes on all days, and writes the report of each day. */
export async function writeRichReports(): Promise<RichReports> {
  const folder = await mkdtemp(join(tmpdir(), "attached-files-recount-"));
  const policy = parsePolicy([...POLICY]);
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  const runs = { claims: [] as KnownRun[], "customer-care": [] as KnownRun[] };
  const reports: string[] = [];
  let generatedAtMs = 0;
  for (let day = 0; day <= LAST_DAY; day += 1) {
    runs["customer-care"].push(await runOnDay(folder, "customer-care", CARE, day));
    runs.claims.push(await runOnDay(folder, "claims", CLAIMS, day));
    generatedAtMs = FIRST_RUN_MS + day * DAY_MS + 3_723_000;
    const publication = await writeReport({
      slot: slotOf(day),
      scopes: [
        {
          name: "customer-care",
          region: GIVEN.regions["customer-care"],
          stateFile: stateFilePath(folder, "customer-care"),
        },
        {
          name: "claims",
          region: GIVEN.regions.claims,
          endpoint: GIVEN.endpoint,
          stateFile: stateFilePath(folder, "claims"),
        },
      ],
      folder: join(folder, "reports"),
      generatedAt: new Date(generatedAtMs),
      stuckAfterSeconds: GIVEN.stuckAfterSeconds,
      rules: {
        ...GIVEN.rules,
        learnLimits: false,
        requiredTags: [...GIVEN.rules.requiredTags],
        allowedExtensions: [...GIVEN.rules.allowedExtensions],
      },
      policy: policy.value,
      workbookRows: GIVEN.workbookRows,
    });
    if (publication.kind !== "written") throw new Error(publication.kind);
    reports.push(publication.folder);
  }
  return { folder, reports, generatedAtMs, runs };
}
