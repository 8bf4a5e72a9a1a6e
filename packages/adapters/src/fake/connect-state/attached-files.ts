import type { ArnHome } from "@attached-files/core";
import type { FileLife } from "../life-cycle/file-life.ts";
import type { AttachmentScope, FilesConfiguration } from "./files-configuration.ts";
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
  /** Where it was uploaded: what decides its status in place of `wire`. */
  readonly life?: FileLife;
}

/** One Amazon Connect instance. */
export interface Instance {
  readonly home: ArnHome;
  readonly files: Map<string, StoredFile>;
  /** Size and extension rules that were changed; a scope that is not in it has AWS's defaults. */
  readonly configurations: Map<AttachmentScope, FilesConfiguration>;
}

/** How much is attached to one resource. */
export interface ResourceTotal {
  readonly files: number;
  readonly bytes: number;
}

const ANSWERED: FileAnswer = { kind: "file" };
const NOTHING: ResourceTotal = { files: 0, bytes: 0 };
/** Where an instance is that nobody placed; AWS's own example account. */
const SOMEWHERE: ArnHome = { partition: "aws", region: "eu-central-1", account: "111122223333" };

/** The attached files of all instances. Ids are unique within an instance. */
export class AttachedFiles {
  readonly instances: Map<string, Instance> = new Map();
  readonly #totals = new Map<string, ResourceTotal>();
  #count = 0;
  #version = 0;

  get count(): number {
    return this.#count;
  }

  /** Changes with every change. */
  get version(): number {
    return this.#version;
  }

  /** Adds an instance; one that is there already stays as it is. */
  addInstance(instanceId: string, home: ArnHome = SOMEWHERE): Instance {
    const there = this.instances.get(instanceId);
    if (there !== undefined) return there;
    const { partition, region, account } = home;
    const added = { home: { partition, region, account }, files: new Map(), configurations: new Map() };
    this.instances.set(instanceId, added);
    this.#version += 1;
    return added;
  }

  /** Sets a scope's rules. */
  configure(instanceId: string, scope: AttachmentScope, configuration: FilesConfiguration): void {
    this.addInstance(instanceId).configurations.set(scope, configuration);
    this.#version += 1;
  }

  hasInstance(instanceId: string): boolean {
    return this.instances.has(instanceId);
  }

  /** Adds a file or puts it in the place of the one with its id. */
  put(
    instanceId: string,
    fileId: string,
    associatedResourceArn: string,
    wire: WireObject,
    answer: FileAnswer = ANSWERED,
    life?: FileLife,
  ): void {
    this.remove(instanceId, fileId);
    // Files with and without a life would be of two shapes, which costs memory in any number of them.
    const stored =
      life === undefined ? { associatedResourceArn, wire, answer } : { associatedResourceArn, wire, answer, life };
    this.addInstance(instanceId).files.set(fileId, stored);
    this.#add(associatedResourceArn, 1, wire);
  }

  get(instanceId: string, fileId: string): StoredFile | undefined {
    return this.instances.get(instanceId)?.files.get(fileId);
  }

  remove(instanceId: string, fileId: string): boolean {
    const files = this.instances.get(instanceId)?.files;
    const stored = files?.get(fileId);
    if (stored === undefined) return false;
    this.#add(stored.associatedResourceArn, -1, stored.wire);
    return files?.delete(fileId) ?? false;
  }

  clear(): void {
    this.instances.clear();
    this.#totals.clear();
    this.#count = 0;
    this.#version += 1;
  }

  /** How many files and bytes are attached to a resource. */
  totalOf(associatedResourceArn: string): ResourceTotal {
    return this.#totals.get(associatedResourceArn) ?? NOTHING;
  }

  #add(associatedResourceArn: string, sign: 1 | -1, wire: WireObject): void {
    const { files, bytes } = this.totalOf(associatedResourceArn);
    const total = { files: files + sign, bytes: bytes + sign * Number(wire.FileSizeInBytes ?? 0) };
    if (total.files === 0) this.#totals.delete(associatedResourceArn);
    else this.#totals.set(associatedResourceArn, total);
    this.#count += sign;
    this.#version += 1;
  }
}
