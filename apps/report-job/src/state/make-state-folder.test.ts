import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeStateFolder } from "./make-state-folder.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "attached-files-folder-"));
  await writeFile(join(root, "file"), "");
});
afterEach(() => rm(root, { recursive: true, force: true }));

it("names the flag of most commands where the folder cannot be made", async () => {
  const made = makeStateFolder(join(root, "file", "state"));
  await expect(made).rejects.toThrow(
    /cannot be made: .*Name another one with --state-folder \(an empty state asks .*\)\.$/,
  );
});

it("names the flag that a command has in its place", async () => {
  const made = makeStateFolder(join(root, "file", "state"), "the folder", "--folder");
  await expect(made).rejects.toThrow(
    /^The state folder the folder cannot be made: .*Name another one with --folder\.$/,
  );
});

it.skipIf(process.getuid?.() === 0)("says who has to be let in where this user may not write", async () => {
  await chmod(root, 0o500);
  await expect(makeStateFolder(join(root, "state"))).rejects.toThrow(
    /EACCES.* Let this user write there, as by chown; or name another one/,
  );
});
