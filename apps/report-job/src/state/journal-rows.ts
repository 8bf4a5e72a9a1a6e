import type { FileReference, Irregularity, Outcome, ReferencePage } from "@attached-files/core";
import { exactJson } from "./exact-json.ts";
import { journalLine } from "./journal-line.ts";

/** The lines that end a unit of work. What stands behind the last of them in a torn journal counts as never done. */
export const UNIT_ENDS = ['{"row":"page"', '{"row":"call"'] as const;

/** A page of a discovery: its references, its irregularities, and where to go on behind it. Pages are numbered in order. */
export function pageRows(page: ReferencePage, number: number): string {
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
  lines.push(journalLine({ row: "page", page: number, resume_token: page.resumeToken }));
  return lines.join("");
}

/** What one call told: an outcome for each file, and the irregularities of its answer. */
export function callRows(
  resource: Omit<FileReference, "fileId">,
  outcomes: readonly Outcome[],
  irregularities: readonly Irregularity[],
  checkedAt: Date,
): string {
  const at = checkedAt.toISOString();
  const lines = outcomes.map((outcome) => outcomeRow(resource, outcome, at));
  lines.push(...irregularities.map((each) => irregularityRow(each, resource.associatedResourceArn)));
  lines.push(journalLine({ row: "call" }));
  return lines.join("");
}

function outcomeRow(resource: Omit<FileReference, "fileId">, outcome: Outcome, checkedAt: string): string {
  const file = outcome.kind === "retrieved" ? outcome.file : undefined;
  const createdBy = file?.createdBy;
  const error = outcome.kind === "refused" ? outcome.error : undefined;
  const failed = outcome.kind === "failed" ? outcome : undefined;
  return journalLine({
    row: "outcome",
    instance_id: resource.instanceId,
    associated_resource_arn: resource.associatedResourceArn,
    file_id: outcome.fileId,
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
  });
}

function jsonOrNothing(value: unknown): string | undefined {
  return value === undefined ? undefined : exactJson(value);
}
