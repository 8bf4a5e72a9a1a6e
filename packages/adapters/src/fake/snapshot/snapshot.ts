import type { ArnHome } from "@attached-files/core";
import type { StoredFile } from "../connect-state/attached-files.ts";
import type { DomainIdentity, FakeCase, RelatedItem } from "../connect-state/cases-domain.ts";
import type { RememberedToken } from "../connect-state/client-tokens.ts";
import type { ConnectState } from "../connect-state/connect-state.ts";
import type { AttachmentScope, FilesConfiguration } from "../connect-state/files-configuration.ts";

/** One thing that the fake holds, in plain JSON but for sizes beyond 2^53, which are bigints. */
export type SnapshotRecord =
  | { readonly kind: "clock"; readonly aheadMs: number }
  /** What URLs are signed with, so that those that were given out stay good. */
  | { readonly kind: "secret"; readonly base64: string }
  | { readonly kind: "instance"; readonly instanceId: string; readonly home: ArnHome }
  | {
      readonly kind: "configuration";
      readonly instanceId: string;
      readonly scope: AttachmentScope;
      readonly configuration: FilesConfiguration;
    }
  | { readonly kind: "file"; readonly instanceId: string; readonly fileId: string; readonly file: StoredFile }
  | { readonly kind: "bytes"; readonly instanceId: string; readonly fileId: string; readonly base64: string }
  | { readonly kind: "domain"; readonly identity: DomainIdentity }
  | { readonly kind: "case"; readonly domainId: string; readonly case: FakeCase }
  | { readonly kind: "item"; readonly domainId: string; readonly item: RelatedItem }
  | { readonly kind: "token"; readonly token: RememberedToken };

/** Everything that the fake held at a moment, and how far its clock was ahead. Faults, quotas and the call log are not in it. */
export type Snapshot = readonly SnapshotRecord[];

/** Reads the state, a record at a time. */
export function* recordsOf(state: ConnectState): Generator<SnapshotRecord> {
  yield { kind: "clock", aheadMs: state.time.aheadMs };
  yield { kind: "secret", base64: Buffer.from(state.urlSecret).toString("base64") };
  for (const [instanceId, { home, configurations, files }] of state.files.instances) {
    yield { kind: "instance", instanceId, home };
    for (const [scope, configuration] of configurations) {
      yield { kind: "configuration", instanceId, scope, configuration };
    }
    for (const [fileId, file] of files) {
      yield { kind: "file", instanceId, fileId, file };
      const bytes = state.bytes.get(instanceId, fileId);
      if (bytes !== undefined) {
        yield { kind: "bytes", instanceId, fileId, base64: Buffer.from(bytes).toString("base64") };
      }
    }
  }
  for (const [domainId, domain] of state.domains) {
    yield { kind: "domain", identity: domain.identity };
    for (const each of domain.caseList) yield { kind: "case", domainId, case: each };
    for (const item of domain.items) yield { kind: "item", domainId, item };
  }
  for (const token of state.tokens.all) yield { kind: "token", token };
}

/** Puts one record into the state. */
export function restoreRecord(state: ConnectState, record: SnapshotRecord): void {
  switch (record.kind) {
    case "clock":
      state.time.restore(record.aheadMs);
      return;
    case "secret":
      state.urlSecret = Buffer.from(record.base64, "base64");
      return;
    case "instance":
      state.files.addInstance(record.instanceId, record.home);
      return;
    case "configuration":
      state.files.configure(record.instanceId, record.scope, record.configuration);
      return;
    case "file": {
      const { associatedResourceArn, wire, answer, life } = record.file;
      state.files.put(record.instanceId, record.fileId, associatedResourceArn, wire, answer, life);
      return;
    }
    case "bytes":
      state.bytes.put(record.instanceId, record.fileId, Buffer.from(record.base64, "base64"));
      return;
    case "domain":
      state.addDomain(record.identity);
      return;
    case "case":
      state.domain(record.domainId).addCase(record.case);
      return;
    case "item":
      state.domain(record.domainId).addItem(record.item);
      return;
    case "token":
      state.tokens.remember(record.token);
  }
}

/** Makes the state what it was when the snapshot was taken. */
export function restoreSnapshot(state: ConnectState, snapshot: Iterable<SnapshotRecord>): void {
  state.clear();
  for (const record of snapshot) restoreRecord(state, record);
}
