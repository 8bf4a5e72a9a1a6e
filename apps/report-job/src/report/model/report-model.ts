import type { Breakdown } from "../breakdowns-schema.ts";
import type { Changes } from "../changes-schema.ts";
import { CSV_CONVENTIONS } from "../columns.ts";
import { type CasesNearQuota, type FileRules, publishedRules } from "../file-rules.ts";
import type { LimitsReport } from "../limits/limits-schema.ts";
import type { AttachedScope } from "../query/attach-scopes.ts";
import type { BreakdownRow, BreakdownRows } from "../query/breakdowns.ts";
import type { FailedCode } from "../query/failed-codes.ts";
import type { IrregularityRow } from "../query/irregularities.ts";
import type { ProblemSamples } from "../query/problem-samples.ts";
import type { RowOrder } from "../query/row-order.ts";
import type { ScopeNumbers } from "../query/scope-numbers.ts";
import type { Triage } from "../query/triage.ts";
import type { Redactable } from "../redaction/redaction.ts";
import {
  REPORT_SCHEMA_VERSION,
  type Report,
  type ReportStatus,
  type ScopeReport,
  type TableReport,
} from "../report-schema.ts";
import type { Trends } from "../trends-schema.ts";
import { toBytes } from "./bytes.ts";
import { checkOrder } from "./check-conservation.ts";
import { irregularityMeaning } from "./irregularity-words.ts";
import { FILE_PROBLEMS, type FileProblem, isLookedFor, problemWords } from "./problem-words.ts";
import { NO_NUMBERS, publishedNumbers, scopeReport } from "./scope-report.ts";
import { triageReport } from "./triage-report.ts";

/** Everything that was read for a report. */
export interface ReportFindings {
  readonly slot: string;
  readonly generatedAt: Date;
  readonly stuckAfterSeconds: number;
  readonly redacted: readonly Redactable[];
  readonly scopes: readonly AttachedScope[];
  readonly numbers: readonly ScopeNumbers[];
  /** The error that most files met of which no call succeeded, by scope. */
  readonly failedCodes: ReadonlyMap<string, FailedCode>;
  readonly order: RowOrder;
  readonly problems: Readonly<Record<FileProblem, number>>;
  readonly samples: ProblemSamples;
  readonly changes: Changes;
  readonly trends: Trends | undefined;
  /** To which the ages of files are counted. */
  readonly agesAt: Date;
  readonly breakdowns: BreakdownRows;
  readonly irregularities: readonly IrregularityRow[];
  readonly rules: FileRules;
  readonly limits: LimitsReport;
  readonly casesNearQuota: CasesNearQuota;
  readonly triage: Triage;
  readonly tables: readonly TableReport[];
}

/** What the renderers work from: the published report, and the rows that only the page shows. */
export interface ReportModel {
  readonly report: Report;
  readonly samples: ProblemSamples;
}

/**
 * Makes the report of what was read.
 *
 * @throws {ConservationError} the rows contradict the runs, so nothing may be published.
 */
export function reportModel(findings: ReportFindings): ReportModel {
  checkOrder(findings.order);
  const counted = new Map(findings.numbers.map((numbers) => [numbers.scope, numbers]));
  const scopes = findings.scopes.map((scope) =>
    scopeReport(scope, counted.get(scope.name), findings.slot, findings.failedCodes.get(scope.name)),
  );
  const words = problemWords(findings.stuckAfterSeconds, findings.rules, findings.limits);
  const report: Report = {
    schemaVersion: REPORT_SCHEMA_VERSION,
    slot: findings.slot,
    generatedAt: findings.generatedAt.toISOString(),
    stuckAfterSeconds: findings.stuckAfterSeconds,
    redacted: [...findings.redacted],
    status: overallStatus(scopes),
    whyNotComplete: scopes.flatMap((scope) => scope.whyNotComplete),
    totals: publishedNumbers(sumOf(findings.numbers)),
    scopes,
    changes: findings.changes,
    ...(findings.trends === undefined ? {} : { trends: findings.trends }),
    problems: FILE_PROBLEMS.filter((problem) => isLookedFor(problem, findings.rules, findings.limits)).map(
      (problem) => {
        const { meaning, whatToDo } = words[problem];
        return { problem, rows: findings.problems[problem], meaning, whatToDo };
      },
    ),
    breakdowns: {
      ...(Object.fromEntries(
        Object.entries(findings.breakdowns).map(([name, rows]) => [name, toBreakdown(rows)]),
      ) as Record<keyof BreakdownRows, Breakdown>),
      agesAt: findings.agesAt.toISOString(),
    },
    irregularities: findings.irregularities.map(({ kind, count, examples }) => ({
      kind,
      count,
      meaning: irregularityMeaning(kind),
      examples: [...examples],
    })),
    rules: publishedRules(findings.rules),
    limits: findings.limits,
    casesNearQuota: findings.casesNearQuota,
    triage: triageReport(findings.triage),
    tables: [...findings.tables],
    csvConventions: [...CSV_CONVENTIONS],
  };
  return { report, samples: findings.samples };
}

/** Complete only if every scope is; without any data at all, not even partial. */
function overallStatus(scopes: readonly ScopeReport[]): ReportStatus {
  if (scopes.every((scope) => scope.status === "no-data")) return "no-data";
  return scopes.every((scope) => scope.status === "complete") ? "complete" : "partial";
}

function sumOf(numbers: readonly ScopeNumbers[]): Omit<ScopeNumbers, "scope"> {
  const sum: Record<string, number | bigint> = { ...NO_NUMBERS };
  for (const { scope: _, ...scope } of numbers) {
    for (const [name, value] of Object.entries(scope)) {
      sum[name] = typeof value === "bigint" ? BigInt(sum[name] ?? 0) + value : Number(sum[name]) + value;
    }
  }
  return sum as unknown as Omit<ScopeNumbers, "scope">;
}

function toBreakdown(rows: readonly BreakdownRow[]): Breakdown {
  const rest = rows.find((row) => row.isRest);
  return {
    entries: rows
      .filter((row) => !row.isRest)
      .map(({ value, kind, files, sizeBytes }) => ({ value, kind, files, sizeBytes: toBytes(sizeBytes) })),
    others: rest === undefined ? null : { values: rest.values, files: rest.files, sizeBytes: toBytes(rest.sizeBytes) },
  };
}
