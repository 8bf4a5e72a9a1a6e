import { access, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { malformedLines } from "./malformed-lines.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-malformed-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function tell(lines: number): Promise<{ said: string[]; count: number }> {
  const said: string[] = [];
  const told = malformedLines(join(folder, "all.txt"), (line) => said.push(line));
  for (let line = 1; line <= lines; line += 1) await told.tell(`line ${line}`);
  await told.end();
  return { said, count: told.count };
}

it("says a hundred malformed lines of many, and writes all of them", async () => {
  const { said, count } = await tell(2500);
  expect(count).toBe(2500);
  expect(said).toHaveLength(101);
  expect(said.at(-1)).toBe(`… and 2,400 more malformed lines; all of them stand in ${join(folder, "all.txt")}`);
  const written = (await readFile(join(folder, "all.txt"), "utf8")).trimEnd().split("\n");
  expect(written).toEqual(Array.from({ length: 2500 }, (_, index) => `line ${index + 1}`));
});

it("says all of a few, and leaves no file, not even that of an earlier list", async () => {
  await tell(101);
  expect((await tell(100)).said).toHaveLength(100);
  await expect(access(join(folder, "all.txt"))).rejects.toMatchObject({ code: "ENOENT" });
});
