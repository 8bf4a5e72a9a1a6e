import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { spoolList } from "./spool-list.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-spool-"));
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
      message: expect.stringMatching(/^The copy of the list, .*nowhere.* cannot be written: ENOENT.*--state-folder/),
    });
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
