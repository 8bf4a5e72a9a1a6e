/** The bytes that were uploaded, kept until a file is deleted, or its scan does not approve it. */
export class FileBytes {
  readonly #bytes = new Map<string, Uint8Array>();

  put(instanceId: string, fileId: string, bytes: Uint8Array): void {
    this.#bytes.set(keyOf(instanceId, fileId), bytes);
  }

  get(instanceId: string, fileId: string): Uint8Array | undefined {
    return this.#bytes.get(keyOf(instanceId, fileId));
  }

  remove(instanceId: string, fileId: string): void {
    this.#bytes.delete(keyOf(instanceId, fileId));
  }

  clear(): void {
    this.#bytes.clear();
  }
}

function keyOf(instanceId: string, fileId: string): string {
  return JSON.stringify([instanceId, fileId]);
}
