export type { CallLog, LoggedCall } from "./call-log.ts";
export type { AttachedFiles, FileAnswer, StoredFile } from "./connect-state/attached-files.ts";
export type { CasesDomain, DomainIdentity, FakeCase, RelatedItem } from "./connect-state/cases-domain.ts";
export type { ConnectState, NewFile, StateOptions } from "./connect-state/connect-state.ts";
export type { Expectation, Truth } from "./connect-state/truth.ts";
export type { WireObject } from "./connect-state/wire.ts";
export { createFakeConnect, type FakeConnect, type FakeConnectOptions } from "./create-fake-connect.ts";
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
export { FakeError, type FakeErrorDetails, type FakeErrorName } from "./operations/fake-error.ts";
export { type FakeServing, type ServeFakeOptions, serveFake } from "./serve-fake.ts";
export type { Sleep } from "./sleep.ts";
