export type { CallLog, LoggedCall } from "./call-log.ts";
export type { AttachedFiles, FileAnswer, Instance, ResourceTotal, StoredFile } from "./connect-state/attached-files.ts";
export type { CasesDomain, DomainIdentity, FakeCase, RelatedItem } from "./connect-state/cases-domain.ts";
export type { ConnectState, NewFile, StateOptions } from "./connect-state/connect-state.ts";
export type { AttachmentScope, FilesConfiguration } from "./connect-state/files-configuration.ts";
export type { Limits } from "./connect-state/limits.ts";
export type { Expectation, Truth } from "./connect-state/truth.ts";
export type { WireObject } from "./connect-state/wire.ts";
export {
  createFakeConnect,
  type FakeConnect,
  type FakeConnectOptions,
  type FakeSourceOptions,
} from "./create-fake-connect.ts";
export { DATASET_NOW, type Dataset, type DatasetOptions } from "./dataset/seed-dataset.ts";
export type {
  AnswerFault,
  AnswerOddity,
  BodyDamage,
  BodyFault,
  ErrorFault,
  Fault,
  FaultRule,
  Latency,
  LatencyFault,
  ResetFault,
  ResetMoment,
  ScriptedFault,
  SeededFault,
  StormFault,
  Times,
} from "./faults/fault.ts";
export { type CataloguedFault, FAULT_CATALOGUE } from "./faults/fault-catalogue.ts";
export type { Faults, PendingFault } from "./faults/faults.ts";
export type { FakeServer, ListenOptions } from "./http/serve.ts";
export { type FileLife, type FileStage, type StageNames, TRANSITIONS, type Verdict } from "./life-cycle/file-life.ts";
export {
  DURATION_TAG,
  type ScannedFile,
  type ScannerOptions,
  type ScanResult,
  type ScanRule,
  VERDICT_TAG,
} from "./life-cycle/scanner.ts";
export { FakeError, type FakeErrorDetails, type FakeErrorName } from "./operations/fake-error.ts";
export { AWS_QUOTAS } from "./quota/aws-quotas.ts";
export type { Quota, QuotaOptions } from "./quota/quota.ts";
export type { ContactCentre, ContactCentreOptions, ScenarioCase, ScenarioFile } from "./scenario/contact-centre.ts";
export { type FakeLine, type FakeServing, type ServeFakeOptions, serveFake } from "./serve-fake.ts";
export type { FakeCredentials } from "./signature/credentials.ts";
export type { Sleep } from "./sleep.ts";
export { type KeepOptions, type KeptState, keepState } from "./snapshot/keep-state.ts";
export type { Snapshot, SnapshotRecord } from "./snapshot/snapshot.ts";
