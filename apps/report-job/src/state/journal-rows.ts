import type { Irregularity, MetadataRequest, Outcome, ReferencePage } from "@attached-files/core";
import { exactJson } from "./exact-json.ts";
import { journalLine } from "./journal-line.ts";

/** The lines that end a unit of work. What stands behind the last of them in a torn journal counts as never done. */
export const UNIT_ENDS = ['{"row":"page"', '{"row":"call"', '{"row":"spent"', '{"row":"fallback"'] as const;

/** A call that the plan has: its files by their numbers in it. */
export interface PlannedRequest extends MetadataRequest {
  /** By file id. A part of the request may keep the numbers of the whole. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** What a unit of work cost beyond itself. */
export interface Spent {
  /** Attempts that were sent, retries included. */
  readonly requests: number;
  /** Those of them that were not the first one of their call. */
  readonly retries: number;
  readonly throttles: number;
}

/** A page of a discovery: its references, its irregularities, and where to go on behind it. Pages are numbered in order. */
export function pageRows(page: ReferencePage, number: number, spent: Spent): string {
  const lines = page.references.map((reference) =>
    journalLine({
      row: "reference",
      instance_id: reference.instanceId,
      associated_resource_arn: reference.associatedResourceArn,
      file_id: reference.fileId,
      association_time: reference.associationTime,
    }),
  );
  lines.push(...page.irregularities.map((irregularity) => irregularityRow(irregularity)));
  lines.push(journalLine({ row: "page", page: number, resume_token: page.resumeToken, ...spent }));
  return lines.join("");
}

export const NOTHING_SPENT: Spent = { requests: 0, retries: 0, throttles: 0 };

/** What was spent on work that came to nothing that is a unit: calls that were cut off, a page that never came. */
export function spentRows(spent: Spent): string {
  return spent.requests === 0 && spent.throttles === 0 ? "" : journalLine({ row: "spent", ...spent });
}

/** What one call told: an outcome for each file, and the irregularities of its answer. */
export function callRows(
  request: PlannedRequest,
  outcomes: readonly Outcome[],
  irregularities: readonly Irregularity[],
  checkedAt: Date,
  spent: Spent,
): string {
  const at = checkedAt.toISOString();
  const lines = outcomes.map((outcome) => outcomeRow(request, outcome, at));
  lines.push(...irregularities.map((each) => irregularityRow(each, request.associatedResourceArn)));
  lines.push(journalLine({ row: "call", ...spent }));
  return lines.join("");
}

function outcomeRow({ numbers }: PlannedRequest, outcome: Outcome, checkedAt: string): string {
  const number = numbers.get(outcome.fileId);
  if (number === undefined) throw new Error(`an outcome of a file that was not asked for: ${outcome.fileId}`);
  const file = outcome.kind === "retrieved" ? outcome.file : undefined;
  const createdBy = file?.createdBy;
  const error = outcome.kind === "refused" ? outcome.error : undefined;
  const failed = outcome.kind === "failed" ? outcome : undefined;
  return journalLine({
    row: "outcome",
    number,
    outcome: outcome.kind,
    file_name: file?.fileName,
    file_status: file?.fileStatus,
    file_size_bytes: file?.fileSizeInBytes,
    file_use_case_type: file?.fileUseCaseType,
    creation_time: file?.creationTime,
    file_arn: file?.fileArn,
    created_by_kind: createdBy?.kind === "unknown" ? createdBy.name : createdBy?.kind,
    created_by: createdBy?.kind === "unknown" ? exactJson(createdBy.value) : createdBy?.arn,
    answered_resource_arn: file?.associatedResourceArn,
    tags: file?.tags && exactJson(file.tags),
    unknown_members: jsonOrNothing(file?.unknownMembers ?? error?.unknownMembers),
    error_code: error?.errorCode ?? failed?.code,
    error_message: error?.errorMessage ?? failed?.message,
    checked_at: checkedAt,
  });
}

function irregularityRow(irregularity: Irregularity, resource?: string): string {
  return journalLine({
    row: "irregularity",
    kind: irregularity.kind,
    path: irregularity.path,
    file_id: irregularity.fileId,
    associated_resource_arn: resource,
    detail: irregularity.detail,
    other_instance_id: irregularity.otherInstanceId,
  });
}

function jsonOrNothing(value: unknown): string | undefined {
  return value === undefined ? undefined : exactJson(value);
}
