import { type ArnHome, formatCaseArn, formatDomainArn } from "@attached-files/core";
import type { FieldValue } from "./field-value.ts";
import type { WireObject } from "./wire.ts";

/** A case. There may be hundreds of thousands, most without fields: what one does not have takes no room. */
export interface FakeCase {
  readonly caseId: string;
  readonly templateId: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Milliseconds since 1970. No operation of the fake changes it; whether AWS takes a new related item for an update is unknown. @default createdAt */
  readonly updatedAt?: number;
  readonly fields?: readonly FieldValue[];
  readonly tags?: WireObject;
  /** Who created it, in wire form. */
  readonly performedBy?: WireObject;
}

/** Something associated with a case: a file, a comment, a contact. */
export interface RelatedItem {
  readonly relatedItemId: string;
  readonly caseId: string;
  /** `File`, `Comment`, `Contact`, … */
  readonly type: string;
  /** Milliseconds since 1970. */
  readonly associationTime: number;
  /** The union in wire form, as `{ file: { fileArn } }`. */
  readonly content: WireObject;
  readonly performedBy?: WireObject;
  readonly tags?: WireObject;
}

export interface DomainIdentity extends ArnHome {
  readonly domainId: string;
  readonly name: string;
  /** `Active`, `CreationInProgress`, `CreationFailed` */
  readonly status: string;
  /** Milliseconds since 1970. @default 2025-01-01 */
  readonly createdAt?: number;
}

const CREATED_AT = Date.UTC(2025, 0, 1);

/** One Cases domain: its cases, and what is associated with them, in the order of association. */
export class CasesDomain {
  readonly identity: DomainIdentity;
  readonly #cases = new Map<string, FakeCase>();
  readonly #items: RelatedItem[] = [];
  readonly #itemsOfCase = new Map<string, RelatedItem[]>();
  #caseList: readonly FakeCase[] | undefined;
  #version = 0;
  #lastArn: { readonly caseId: string; readonly arn: string } | undefined;

  constructor(identity: DomainIdentity) {
    this.identity = identity;
  }

  get domainArn(): string {
    return formatDomainArn(this.identity);
  }

  /** Milliseconds since 1970. */
  get createdAt(): number {
    return this.identity.createdAt ?? CREATED_AT;
  }

  /** Changes with every change, so that a list made of the domain knows when it is old. */
  get version(): number {
    return this.#version;
  }

  /** The same text for the same case as long as no other is asked for: the files of one case then share it. */
  caseArn(caseId: string): string {
    if (this.#lastArn?.caseId !== caseId) {
      this.#lastArn = { caseId, arn: formatCaseArn({ ...this.identity, caseId }) };
    }
    return this.#lastArn.arn;
  }

  get cases(): ReadonlyMap<string, FakeCase> {
    return this.#cases;
  }

  /** Adds a case, or puts it in the place of the one with its id. */
  addCase(added: FakeCase): void {
    this.#cases.set(added.caseId, added);
    this.#caseList = undefined;
    this.#version += 1;
  }

  /** The cases in the order in which they were added; the same array until one is added, so that paging copies nothing. */
  get caseList(): readonly FakeCase[] {
    this.#caseList ??= [...this.#cases.values()];
    return this.#caseList;
  }

  addItem(item: RelatedItem): void {
    this.#items.push(item);
    const ofCase = this.#itemsOfCase.get(item.caseId);
    if (ofCase === undefined) this.#itemsOfCase.set(item.caseId, [item]);
    else ofCase.push(item);
    this.#version += 1;
  }

  get items(): readonly RelatedItem[] {
    return this.#items;
  }

  itemsOfCase(caseId: string): readonly RelatedItem[] {
    return this.#itemsOfCase.get(caseId) ?? [];
  }
}
