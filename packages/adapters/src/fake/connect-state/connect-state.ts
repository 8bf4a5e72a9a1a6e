import { type ArnHome, type FileReference, formatFileArn } from "@attached-files/core";
import { AttachedFiles, type FileAnswer } from "./attached-files.ts";
import { CasesDomain } from "./cases-domain.ts";
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

/** What a correct reader of the fake must find: a reference, and what the fake says of it. */
export interface Truth {
  readonly reference: FileReference;
  readonly expected: "retrieved" | "refused" | "unanswered";
  /** The file as it stands on the wire, where it is retrieved. */
  readonly file?: WireObject;
  /** The entry of Errors, where it is refused. */
  readonly error?: WireObject;
}

/** Everything that the fake knows: one truth behind the port and the wire. Strict about nothing: it holds what it is given. */
export class ConnectState {
  readonly files: AttachedFiles = new AttachedFiles();
  readonly domains: Map<string, CasesDomain> = new Map();
  readonly clock: () => Date;
  /** The most entries of a page, whatever a caller asks for: a service may always answer fewer. */
  largestPage: number = Number.POSITIVE_INFINITY;

  constructor(clock: () => Date) {
    this.clock = clock;
  }

  addDomain(
    identity: ArnHome & { readonly domainId: string; readonly name?: string; readonly status?: string },
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

  /** What BatchGetAttachedFileMetadata says of every associated file, each once, for tests to compare with. */
  *truth(): Generator<Truth> {
    for (const domain of this.domains.values()) {
      const seen = new Set<string>();
      for (const item of domain.items) {
        const fileArn = (item.content.file as { fileArn?: string } | undefined)?.fileArn;
        const [, instanceId, fileId] = /:instance\/([^/]+)\/file\/([^/]+)$/.exec(fileArn ?? "") ?? [];
        if (instanceId === undefined || fileId === undefined) continue;
        const reference = { instanceId, associatedResourceArn: domain.caseArn(item.caseId), fileId };
        const key = JSON.stringify(reference);
        if (seen.has(key)) continue;
        seen.add(key);
        yield { reference, ...expectation(this.files, reference) };
      }
    }
  }
}

/** The error of an id that the fake does not hold. AWS publishes no codes; this one is a guess that reads well. */
function noSuchFile(fileId: string): WireObject {
  return { ErrorCode: "ResourceNotFoundException", ErrorMessage: "The attached file does not exist.", FileId: fileId };
}

/** The error of an id that is attached to another resource: as for one that is not there, which tells strangers least. */
export function expectation(files: AttachedFiles, reference: FileReference): Omit<Truth, "reference"> {
  const { instanceId, fileId } = reference;
  const stored = files.get(instanceId, fileId);
  if (stored === undefined || stored.associatedResourceArn !== reference.associatedResourceArn) {
    return { expected: "refused", error: noSuchFile(fileId) };
  }
  if (stored.answer.kind === "nothing") return { expected: "unanswered" };
  if (stored.answer.kind === "error") return { expected: "refused", error: { FileId: fileId, ...stored.answer.error } };
  return { expected: "retrieved", file: stored.wire };
}
