import { type ArnHome, type FileReference, formatContactArn } from "@attached-files/core";
import type { FileAnswer } from "../connect-state/attached-files.ts";
import type { ConnectState } from "../connect-state/connect-state.ts";
import type { WireObject } from "../connect-state/wire.ts";

/** Where a contact centre is, and what it is called; all of it has defaults. */
export interface ContactCentreOptions extends Partial<ArnHome> {
  readonly instanceId?: string;
  readonly domainId?: string;
}

/** What differs from a plain, approved PDF. */
export interface ScenarioFile {
  readonly fileId?: string;
  /** As FileStatus: one of the four of the model, or any other. @default APPROVED */
  readonly status?: string;
  readonly sizeBytes?: number | bigint;
  readonly tags?: Readonly<Record<string, string>>;
  /** When it was made and attached. @default the clock's now */
  readonly at?: Date;
  /** Further members of the wire form; undefined leaves one out. */
  readonly members?: WireObject;
  readonly answer?: FileAnswer;
}

/** A case, and what can be done to it. */
export interface ScenarioCase {
  readonly caseId: string;
  readonly arn: string;
  /** Attaches a file and gives the reference by which it is asked for. */
  attach(fileName: string, file?: ScenarioFile): FileReference;
  /** The case's comment, which a search for files must pass over. */
  comment(body: string): void;
}

/** An instance and a domain in one place, to be filled by a test in few words. */
export interface ContactCentre {
  readonly instanceId: string;
  readonly domainId: string;
  readonly home: ArnHome;
  addCase(caseId?: string): ScenarioCase;
  /** The ARN of a contact, as of an email that files are attached to. */
  contactArn(contactId: string): string;
}

const HOME: ArnHome = { partition: "aws", region: "eu-central-1", account: "111122223333" };

/** Adds a contact centre to the state. */
export function addContactCentre(state: ConnectState, options: ContactCentreOptions = {}): ContactCentre {
  const { instanceId = state.newId(), domainId = state.newId(), ...place } = options;
  const home = { ...HOME, ...place };
  state.files.addInstance(instanceId, home);
  const domain = state.addDomain({ ...home, domainId });
  return {
    instanceId,
    domainId,
    home,
    contactArn: (contactId) => formatContactArn({ ...home, instanceId, contactId }),
    addCase: (caseId = state.newId()) => {
      state.addCase(domainId, caseId);
      const arn = domain.caseArn(caseId);
      return {
        caseId,
        arn,
        attach: (fileName, file = {}) => {
          const { fileId = state.newId(), status = "APPROVED", sizeBytes = 1024, tags, at, members, answer } = file;
          state.attachFile({
            ...{ domainId, caseId, instanceId, fileId },
            members: {
              ...{ FileName: fileName, FileStatus: status, FileSizeInBytes: sizeBytes },
              ...(tags === undefined ? {} : { Tags: tags }),
              ...members,
            },
            ...(at === undefined ? {} : { associatedAt: at }),
            ...(answer === undefined ? {} : { answer }),
          });
          return { instanceId, associatedResourceArn: arn, fileId };
        },
        comment: (body) =>
          domain.addItem({
            relatedItemId: state.newId(),
            caseId,
            type: "Comment",
            associationTime: state.clock().getTime(),
            content: { comment: { body, contentType: "Text/Plain" } },
          }),
      };
    },
  };
}
