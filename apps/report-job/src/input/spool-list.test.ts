import { createHash } from "node:crypto";
import { mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { spoolList } from "./spool-list.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-spool-"));
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const patient = new AbortController().signal;

describe("the copy of a list", () => {
  it.each([
    ["an empty list", [], ""],
    ["a byte-order mark and blanks before the first character", ["\uFEFF \n", "\n {", "}"], "{"],
    ["bytes that are no text", [Buffer.from([0xff, 0x00, 0x0a])], "\ufffd"],
  ])("has the same bytes, with their digest: %s", async (_, chunks, firstCharacter) => {
    const copy = join(folder, "copy");
    const bytes = Buffer.concat(chunks.map((chunk) => Buffer.from(chunk as string)));
    const digest = createHash("sha256").update(bytes).digest("hex");
    expect(await spoolList(Readable.from(chunks), copy, patient)).toEqual({ digest, firstCharacter });
    expect(await readFile(copy)).toEqual(bytes);
    const path = join(folder, "list");
    await writeFile(path, bytes);
    expect(await spoolList(path, copy, patient)).toEqual({ digest, firstCharacter });
    expect(await readFile(copy)).toEqual(bytes);
  });

  it("of a list that is not there is a mistake in the call, which names it", async () => {
    const path = join(folder, "nowhere");
    await expect(spoolList(path, join(folder, "copy"), patient)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining(`The list of references (${path}) cannot be read: ENOENT`),
    });
  });

  it("that cannot be written names the state folder, and not the list", async () => {
    const path = join(folder, "list");
    await writeFile(path, "x");
    await expect(spoolList(path, join(folder, "nowhere", "copy"), patient)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringMatching(
        /^The copy of the list, .*nowhere.* cannot be written: ENOENT.*--state-folder: an empty state asks for every file again/,
      ),
    });
  });

  it.each([
    ["ENOSPC: no space left on device, write", "ENOSPC", "free the disk, or mend what stands in the way"],
    ["EROFS: read-only file system, open", "EROFS", "have the file system writable again"],
    ["EACCES: permission denied, open", "EACCES", "let the user that the job runs as write there"],
  ])("that the disk refuses (%s) is the disk's trouble, and no mistake in the call", async (text, code, mend) => {
    const list = join(folder, "list");
    await writeFile(list, "x");
    const handle = await open(list, "r");
    await handle.close();
    vi.spyOn(Object.getPrototypeOf(handle), "writeFile").mockRejectedValue(Object.assign(new Error(text), { code }));
    const copying = spoolList(list, join(folder, "copy"), patient);
    await expect(copying).rejects.toMatchObject({
      code: "unavailable",
      exitCode: 4,
      section: "trouble-disk-full",
      message: expect.stringMatching(
        new RegExp(`cannot be written: ${code}.* is as it was: ${mend}, and start the same`),
      ),
    });
    await expect(copying).rejects.not.toThrow("--state-folder");
  });

  it("ends at once when the process is asked to, though standard input stays open", async () => {
    const stdin = new PassThrough();
    stdin.write("instance_id\n");
    const ending = new AbortController();
    const copying = spoolList(stdin, join(folder, "copy"), ending.signal);
    setTimeout(() => ending.abort(), 20);
    await expect(copying).rejects.toMatchObject({
      code: "interrupted",
      exitCode: 3,
      message: "Interrupted while standard input was read. No call was made.",
    });
    expect(stdin.destroyed).toBe(true);
  });
});
