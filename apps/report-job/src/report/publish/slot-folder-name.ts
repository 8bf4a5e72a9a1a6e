const SLOT = /^[A-Za-z0-9][A-Za-z0-9:.+_-]{0,63}$/;
const TAKEN: ReadonlySet<string> = new Set(["latest", "latest.txt"]);

/**
 * The name of a slot's folder, which any file system takes: ':' becomes '~', a character that no slot has, so that
 * two slots never share a folder.
 */
export function slotFolderName(slot: string): string {
  if (!SLOT.test(slot)) throw new Error(`a slot that names no folder: ${JSON.stringify(slot)}`);
  const name = slot.replaceAll(":", "~");
  return TAKEN.has(name.toLowerCase()) ? `~${name}` : name;
}
