import type { WireObject } from "./wire.ts";

/** What BatchGetAttachedFileMetadata says of a file: its metadata, an error, or nothing at all. */
export type FileAnswer =
  | { readonly kind: "file" }
  | { readonly kind: "error"; readonly error: WireObject }
  | { readonly kind: "nothing" };

/** A file that the fake holds. `wire` is answered as it is, so that it can hold what no model knows. */
export interface StoredFile {
  readonly associatedResourceArn: string;
  readonly wire: WireObject;
  readonly answer: FileAnswer;
}

const ANSWERED: FileAnswer = { kind: "file" };

/** The attached files of all instances. Ids are unique within an instance. */
export class AttachedFiles {
  readonly #instances = new Map<string, Map<string, StoredFile>>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  addInstance(instanceId: string): void {
    if (!this.#instances.has(instanceId)) this.#instances.set(instanceId, new Map());
  }

  hasInstance(instanceId: string): boolean {
    return this.#instances.has(instanceId);
  }

  /** Adds a file or puts it in the place of the one with its id. */
  put(
    instanceId: string,
    fileId: string,
    associatedResourceArn: string,
    wire: WireObject,
    answer: FileAnswer = ANSWERED,
  ): void {
    this.addInstance(instanceId);
    const files = this.#instances.get(instanceId);
    if (files?.has(fileId) === false) this.#count += 1;
    files?.set(fileId, { associatedResourceArn, wire, answer });
  }

  get(instanceId: string, fileId: string): StoredFile | undefined {
    return this.#instances.get(instanceId)?.get(fileId);
  }

  remove(instanceId: string, fileId: string): boolean {
    const removed = this.#instances.get(instanceId)?.delete(fileId) ?? false;
    if (removed) this.#count -= 1;
    return removed;
  }
}
