export { type Arn, formatArn, parseArn } from "./arn/arn.ts";
export {
  type ArnHome,
  type CaseArn,
  type ContactArn,
  type DomainArn,
  type FileArn,
  formatCaseArn,
  formatContactArn,
  formatDomainArn,
  formatFileArn,
  parseCaseArn,
  parseContactArn,
  parseDomainArn,
  parseFileArn,
} from "./arn/resource-arns.ts";
export {
  type AttachedFile,
  type IncompleteAttachedFile,
  isCompleteAttachedFile,
  REQUIRED_MEMBERS,
} from "./attached-file/attached-file.ts";
export { type AttachedFileError, parseAttachedFileError } from "./attached-file/attached-file-error.ts";
export { type CreatedBy, createdByToOperation, parseCreatedBy } from "./attached-file/created-by.ts";
export {
  FILE_STATUSES,
  type FileStatus,
  isKnownFileStatus,
  isTerminalFileStatus,
} from "./attached-file/file-status.ts";
export { FILE_USE_CASE_TYPES, type FileUseCaseType, isKnownFileUseCaseType } from "./attached-file/file-use-case.ts";
export type { Irregularity, IrregularityKind, Note } from "./attached-file/irregularity.ts";
export type { OpenEnum } from "./attached-file/open-enum.ts";
export { parseAttachedFile } from "./attached-file/parse-attached-file.ts";
export { attachedFileErrorToOperation, attachedFileToOperation } from "./attached-file/to-operation.ts";
export { checkText, LIMITS, type Range } from "./batch/limits.ts";
export { type MetadataAnswer, metadataAnswerToOperation, parseMetadataAnswer } from "./batch/metadata-answer.ts";
export { type MetadataRequest, metadataRequestSchema, parseMetadataRequest } from "./batch/metadata-request.ts";
export { type Reconciliation, reconcile } from "./batch/reconcile.ts";
export { packSorted, type SplitReferences, splitIntoRequests } from "./batch/split-into-requests.ts";
export { ATTACHMENT_SCOPES, type AttachmentScope, isKnownAttachmentScope } from "./configuration/attachment-scope.ts";
export {
  type AttachedFilesConfiguration,
  type ConfigurationsPage,
  parseConfigurationsPage,
} from "./configuration/configurations-answer.ts";
export {
  type FileLimits,
  LIMITED_USE_CASE,
  limitsOf,
  RESOURCE_KINDS,
  type ResourceKind,
} from "./configuration/file-limits.ts";
export { InvalidInputError } from "./errors/invalid-input-error.ts";
export {
  isSourceError,
  SOURCE_ERROR_CODES,
  SourceError,
  type SourceErrorCode,
  type SourceErrorDetails,
} from "./errors/source-error.ts";
export {
  type FileReference,
  parseFileReference,
  type ReferenceFields,
  referenceKey,
} from "./file-reference/file-reference.ts";
export { DUE_REASONS, type DueReason, dueReason, type Freshness } from "./freshness/due-reason.ts";
export { isSettled } from "./freshness/is-settled.ts";
export { type RecheckAge, recheckDue } from "./freshness/recheck-due.ts";
export { stableFraction } from "./freshness/stable-fraction.ts";
export {
  conserves,
  type FailedOutcome,
  OUTCOME_KINDS,
  type Outcome,
  type OutcomeCounts,
  type OutcomeKind,
  type RefusedOutcome,
  type RetrievedOutcome,
  type RunStatus,
  runStatus,
  type UnansweredOutcome,
} from "./outcome/outcome.ts";
export { type Bounds, exactly } from "./policy/bounds.ts";
export {
  type Comparison,
  type Condition,
  formatCondition,
  limitValue,
  type ValueUnit,
  valueUnit,
} from "./policy/condition.ts";
export { evaluatePolicy, type PolicyNumbers, type RuleResult, type WhyUnknown } from "./policy/evaluate-policy.ts";
export { COUNT_METRICS, type CountMetric, type Metric } from "./policy/metrics.ts";
export { nearestName } from "./policy/nearest-name.ts";
export { parseCondition } from "./policy/parse-condition.ts";
export { LONGEST_SENTENCE, parsePolicy, RULE_NAME, RULE_NAME_EXPECTED } from "./policy/parse-policy.ts";
export { isAtLeast, type Policy, type PolicyRule, SEVERITIES, type Severity } from "./policy/policy.ts";
export type { ConfigurationSource, ConfigurationsAnswer } from "./ports/configuration-source.ts";
export type { CallOptions, FileSource } from "./ports/file-source.ts";
export type { Pacer } from "./ports/pacer.ts";
export type {
  DiscoveredReference,
  DiscoverOptions,
  ReferencePage,
  ReferenceSource,
  SearchFallback,
} from "./ports/reference-source.ts";
export { fileTypeOf } from "./triage/file-type.ts";
export { findSpikes, type Spikes } from "./triage/find-spikes.ts";
export type { Evidence, RejectionCluster, ScannerOutage, TriageFinding } from "./triage/finding.ts";
export { judgeRest } from "./triage/judge-rest.ts";
export { judgeSpike } from "./triage/judge-spike.ts";
export type { Grouping, QuarterHour, Rate, RejectionCounts, Span } from "./triage/rejection-counts.ts";
export { TRIAGE_RULE } from "./triage/rule-words.ts";
export { BIN_MS } from "./triage/thresholds.ts";
export { type TriagedFile, triageFiles } from "./triage/triage-files.ts";
export { describeIssue, type Issue, ok, type Result, refuse, show } from "./validation/result.ts";
export { type StandardResult, type StandardSchema, standardSchema } from "./validation/standard-schema.ts";
