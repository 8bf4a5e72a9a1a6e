import type { Report } from "../report-schema.ts";
import { caseArn, userArn } from "./build-state.ts";

/** So many items. */
export const many = <Item>(count: number, itemAt: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => itemAt(index));
export const MILLION = 1_000_000;

/** Of each property so many values as are told, and others. */
export function fullBreakdowns(breakdowns: Report["breakdowns"], text: string): Report["breakdowns"] {
  const full = (count: number, valueAt = (index: number) => `${text}${index}`) => ({
    entries: many(count, (index) => ({ value: valueAt(index), kind: text, files: 5, sizeBytes: 5 })),
    others: { values: MILLION, files: MILLION, sizeBytes: 5 },
  });
  return {
    ...breakdowns,
    status: full(50),
    useCase: full(50),
    fileType: full(16),
    uploader: full(13),
    createdMonth: full(25, (index) => `20${10 + index}-11`),
    tagKey: full(31),
  };
}

/** Of each scope all that can have changed. */
export function fullChanges(names: readonly string[], text: string): NonNullable<Report["changes"]> {
  const run = { slot: "2026-11-24", status: "partial" as const, startedAt: "2026-11-24T06:00:00.000Z" };
  return {
    scopes: names.map((scope, index) => ({
      scope,
      comparison: "compared" as const,
      from: run,
      to: run,
      inputChanged: true,
      counts: { appeared: MILLION + index, vanished: MILLION, reappeared: MILLION, changed: MILLION },
      changedMembers: many(8, () => ({ member: "file_use_case_type", files: MILLION })),
      statusMoves: many(50, () => ({ from: text, to: text, files: MILLION })),
    })),
    examples: many(20, () => ({
      scope: "scope-0",
      kind: "changed" as const,
      member: "file_status",
      before: text,
      after: text,
      associatedResourceArn: caseArn(text),
      fileId: text,
      fileName: text,
    })),
  };
}

/** As many runs and days as are told. */
export function fullTrends(): NonNullable<Report["trends"]> {
  const day = (index: number) => new Date(Date.UTC(2026, 7, 1 + index)).toISOString();
  const seconds = { p50: 60, p90: 600, p99: 7000, max: 90_000 };
  return {
    runs: many(60, (index) => ({
      slot: "s".repeat(64),
      startedAt: day(index),
      status: "partial" as const,
      files: MILLION + 5,
      statuses: { approved: MILLION, rejected: 1, processing: 1, failed: 1, other: 1, none: 1 },
      sizeBytes: MILLION,
      rejectedSizeBytes: 1,
    })),
    arrivals: {
      days: many(90, (index) => ({ day: day(index).slice(0, 10), files: MILLION })),
      earlier: 1,
      later: 1,
      withoutDay: 1,
    },
    verdicts: { files: 1, seenProcessing: 1, atLeastSeconds: seconds, atMostSeconds: seconds },
  };
}

/** An outage that hit more people than are named. */
export function finding(scope: string, text: string): NonNullable<Report["triage"]>["findings"][number] {
  return {
    scope,
    kind: "scanner-outage",
    from: "2026-11-24T06:00:00.000Z",
    to: "2026-11-24T07:00:00.000Z",
    created: MILLION,
    rejected: MILLION,
    value: null,
    own: null,
    uploaders: 1000,
    fileTypes: 9,
    withoutUploader: 1,
    usual: { created: 100, rejected: 1 },
    affected: {
      people: many(50, (index) => ({ uploader: userArn(`${text}${index}`), kind: text, files: 3 })),
      others: { people: 950, files: 950 },
    },
  };
}
