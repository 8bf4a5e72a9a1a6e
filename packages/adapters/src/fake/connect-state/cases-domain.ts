import { type ArnHome, formatCaseArn, formatDomainArn } from "@attached-files/core";
import type { WireObject } from "./wire.ts";

export interface FakeCase {
  readonly caseId: string;
  readonly templateId: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
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
}

/** One Cases domain: its cases, and what is associated with them, in the order of association. */
export class CasesDomain {
  readonly identity: DomainIdentity;
  readonly #cases = new Map<string, FakeCase>();
  readonly #items: RelatedItem[] = [];
  readonly #itemsOfCase = new Map<string, RelatedItem[]>();
  #caseList: { readonly version: number; readonly cases: readonly FakeCase[] } | undefined;
  /** Changes with every change, so that a sorted view knows when it is old. */
  version = 0;

  constructor(identity: DomainIdentity) {
    this.identity = identity;
  }

  get domainArn(): string {
    return formatDomainArn(this.identity);
  }

  caseArn(caseId: string): string {
    return formatCaseArn({ ...this.identity, caseId });
  }

  get cases(): ReadonlyMap<string, FakeCase> {
    return this.#cases;
  }

  addCase(added: FakeCase): void {
    this.#cases.set(added.caseId, added);
    this.version += 1;
  }

  /** The cases in the order in which they were added; the same array until one is added, so that paging copies nothing. */
  get caseList(): readonly FakeCase[] {
    if (this.#caseList?.version !== this.version) {
      this.#caseList = { version: this.version, cases: [...this.#cases.values()] };
    }
    return this.#caseList.cases;
  }

  addItem(item: RelatedItem): void {
    this.#items.push(item);
    const ofCase = this.#itemsOfCase.get(item.caseId);
    if (ofCase === undefined) this.#itemsOfCase.set(item.caseId, [item]);
    else ofCase.push(item);
    this.version += 1;
  }

  get items(): readonly RelatedItem[] {
    return this.#items;
  }

  itemsOfCase(caseId: string): readonly RelatedItem[] {
    return this.#itemsOfCase.get(caseId) ?? [];
  }
}
