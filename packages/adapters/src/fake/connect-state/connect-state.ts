import { randomBytes, randomUUID } from "node:crypto";
import { type ArnHome, formatFileArn } from "@attached-files/core";
import { FakeClock } from "../fake-clock.ts";
import { type FileLife, STAGE_NAMES, type StageNames, statusAt } from "../life-cycle/file-life.ts";
import type { ScannerOptions } from "../life-cycle/scanner.ts";
import { AttachedFiles, type FileAnswer } from "./attached-files.ts";
import { CasesDomain } from "./cases-domain.ts";
import { ClientTokens } from "./client-tokens.ts";
import { FileBytes } from "./file-bytes.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import { type Truth, truthOf } from "./truth.ts";
import type { WireObject } from "./wire.ts";

/** A file to attach to a case. Everything else has a plain default. */
export interface NewFile {
  readonly domainId: string;
  readonly caseId: string;
  readonly instanceId: string;
  readonly fileId: string;
  /** Members to set or, with undefined, to leave out of the file's wire form. */
  readonly members?: WireObject;
  readonly answer?: FileAnswer;
  /** When it was attached. @default its CreationTime, or the clock's now */
  readonly associatedAt?: Date;
  readonly performedBy?: WireObject;
}

/** How the truth behind port and wire is kept, and what its scanner does. */
export interface StateOptions {
  /** What the scanner finds in uploaded files, and how long it takes. */
  readonly scanner?: ScannerOptions;
  /** How much a case may hold. Files that are attached with `attachFile` are not held to it. */
  readonly limits?: Partial<Limits>;
  /** What files are called before their bytes are there. */
  readonly stageNames?: Partial<StageNames>;
  /** Makes the ids of what is created through the API. @default random UUIDs */
  readonly newId?: () => string;
}

/** Everything that the fake knows: one truth behind the port and the wire. Strict about nothing: it holds what it is given. */
export class ConnectState {
  readonly files: AttachedFiles = new AttachedFiles();
  readonly bytes: FileBytes = new FileBytes();
  readonly tokens: ClientTokens = new ClientTokens();
  readonly domains: Map<string, CasesDomain> = new Map();
  /** Its time, which can be made to go ahead. */
  readonly time: FakeClock;
  readonly clock: () => Date;
  readonly scanner: ScannerOptions;
  readonly limits: Limits;
  readonly newId: () => string;
  /** What upload and download URLs are signed with. */
  urlSecret: Uint8Array = randomBytes(32);
  /** The most entries of a page, whatever a caller asks for: a service may always answer fewer. */
  largestPage: number = Number.POSITIVE_INFINITY;
  readonly #stageNames: StageNames;

  constructor(clock: () => Date, options: StateOptions = {}) {
    this.time = new FakeClock(clock);
    this.clock = this.time.now;
    this.scanner = options.scanner ?? {};
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.newId = options.newId ?? randomUUID;
    this.#stageNames = { ...STAGE_NAMES, ...options.stageNames };
  }

  addDomain(
    identity: ArnHome & {
      readonly domainId: string;
      readonly name?: string;
      readonly status?: string;
      /** Milliseconds since 1970. */
      readonly createdAt?: number;
    },
  ): CasesDomain {
    const domain = new CasesDomain({ name: `domain ${identity.domainId}`, status: "Active", ...identity });
    this.domains.set(identity.domainId, domain);
    return domain;
  }

  /** @throws {Error} there is no such domain. */
  domain(domainId: string): CasesDomain {
    const domain = this.domains.get(domainId);
    if (domain === undefined) throw new Error(`the fake has no domain ${domainId}`);
    return domain;
  }

  addCase(domainId: string, caseId: string, createdAt: Date = this.clock()): void {
    this.domain(domainId).addCase({ caseId, templateId: "general-inquiry", createdAt: createdAt.getTime() });
  }

  /** Attaches a file to a case (which is made where it is not there) and associates the two. */
  attachFile(file: NewFile): void {
    const domain = this.domain(file.domainId);
    if (!domain.cases.has(file.caseId)) this.addCase(file.domainId, file.caseId);
    const associatedResourceArn = domain.caseArn(file.caseId);
    this.files.addInstance(file.instanceId, domain.identity);
    const fileArn = formatFileArn({ ...domain.identity, instanceId: file.instanceId, fileId: file.fileId });
    const wire = {
      CreationTime: (file.associatedAt ?? this.clock()).toISOString(),
      FileArn: fileArn,
      FileId: file.fileId,
      FileName: `${file.fileId}.pdf`,
      FileSizeInBytes: 1024,
      FileStatus: "APPROVED",
      FileUseCaseType: "ATTACHMENT",
      AssociatedResourceArn: associatedResourceArn,
      ...file.members,
    };
    this.files.put(file.instanceId, file.fileId, associatedResourceArn, wire, file.answer);
    domain.addItem({
      relatedItemId: `file-${file.fileId}`,
      caseId: file.caseId,
      type: "File",
      associationTime: (file.associatedAt ?? this.clock()).getTime(),
      content: { file: { fileArn } },
      ...(file.performedBy === undefined ? {} : { performedBy: file.performedBy }),
    });
  }

  /** Changes with every change. */
  get version(): string {
    return [this.time.aheadMs, this.files.version, ...[...this.domains.values()].map(({ version }) => version)].join(
      ".",
    );
  }

  /** Forgets everything that it holds. */
  clear(): void {
    this.files.clear();
    this.bytes.clear();
    this.tokens.clear();
    this.domains.clear();
  }

  /** The FileStatus of an uploaded file, now. */
  statusOf(life: FileLife): string {
    return statusAt(life, this.clock().getTime(), this.#stageNames);
  }

  /** What BatchGetAttachedFileMetadata says of every associated file, each once, for tests to compare with. */
  truth(): Generator<Truth> {
    return truthOf(this);
  }
}
