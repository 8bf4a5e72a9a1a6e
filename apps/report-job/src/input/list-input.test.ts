import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ListOptions, listInput } from "./list-input.ts";
import { readLists } from "./read-lists.ts";

const CASE = "arn:aws:cases:eu-central-1:111122223333:domain/d/case/c";
const HEADER = "instance_id,associated_resource_arn,file_id\n";
const GOOD = `i,${CASE},f\n`;

let folder: string;
let told: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-list-input-"));
  told = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function options(text: string, change: Partial<ListOptions> = {}): ListOptions {
  const say = (line: string): void => void told.push(line);
  return {
    path: "-",
    stdin: Readable.from([text]),
    stateFolder: folder,
    scope: "main",
    skipInvalid: false,
    progress: { begin: () => {}, advance: () => {}, end: say, say },
    signal: new AbortController().signal,
    ...change,
  };
}

async function copies(scope = "main"): Promise<string[]> {
  return await readdir(join(folder, `scope=${scope}`));
}

describe("a list as input", () => {
  it("gives its references, and says what it is; its copy goes when it is released", async () => {
    const { references, release } = await listInput(options(HEADER + GOOD));
    const pages = await Array.fromAsync(references.source.discover());
    expect(pages.flatMap((page) => page.references)).toEqual([
      { instanceId: "i", associatedResourceArn: CASE, fileId: "f" },
    ]);
    expect(references).toMatchObject({ description: "standard input", isList: true, skippedLines: 0 });
    expect(told).toEqual(["1 reference, 0 malformed lines"]);
    expect(await copies()).toHaveLength(1);
    await release();
    expect(await copies()).toEqual([]);
  });

  it("asks for what was checked, though the file has changed since", async () => {
    const path = join(folder, "list.csv");
    await writeFile(path, HEADER + GOOD);
    const { references } = await listInput(options("", { path }));
    await writeFile(path, "nonsense");
    expect((await Array.fromAsync(references.source.discover()))[0]?.references).toHaveLength(1);
  });

  it("is refused for one malformed line, each told with its number as it is met", async () => {
    await expect(listInput(options(`${HEADER}${GOOD}x\n`))).rejects.toMatchObject({
      code: "usage",
      message: "1 malformed line in standard input. Mend it, or leave such lines out with --skip-invalid.",
    });
    expect(told[0]).toBe("standard input, line 3: expected 3 cells as in the header, received 1");
    await expect(listInput(options(`${HEADER}${GOOD}x\n,\n`))).rejects.toThrow("2 malformed lines in");
    expect(await copies()).toEqual([]);
  });

  it("leaves malformed lines out when told to, and counts and tells them all the same", async () => {
    const { references } = await listInput(options(`${HEADER}x\n${GOOD}y\n`, { skipInvalid: true }));
    expect(references.skippedLines).toBe(2);
    expect(told).toHaveLength(3);
  });

  it.each([
    ["nothing at all", "", {}, /expected at least one reference, received nothing but a header or blank lines/],
    ["a header alone", HEADER, {}, /received nothing but a header/],
    ["blank NDJSON", "\n \n", { format: "ndjson" }, /received nothing but a header or blank lines/],
    ["malformed lines alone", `${HEADER}x\n`, { skipInvalid: true }, /received 1 malformed line alone/],
    ["a wrong header, which is no line to skip", `a;b\n${GOOD}`, { skipInvalid: true }, /line 1: .*with semicolons/],
  ] as const)("is refused when it holds %s", async (_, text, change, message) => {
    const refused = expect(listInput(options(text, change))).rejects;
    await refused.toMatchObject({ code: "usage", message: expect.stringMatching(message) });
    expect(await copies()).toEqual([]);
  });

  it("says what to do where the state folder cannot be made", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(listInput(options(HEADER + GOOD, { stateFolder: join(folder, "file") }))).rejects.toMatchObject({
      code: "usage",
      message: expect.stringMatching(/state folder .* cannot be made: ENOTDIR.*--state-folder/),
    });
  });

  it("clears the copies of processes that are gone, and those alone", async () => {
    const gone = spawnSync(process.execPath, ["-e", ""]).pid;
    await mkdir(join(folder, "scope=main"));
    for (const name of [`list-${gone}`, `list-${process.ppid}`, "list-of-mine", "state.duckdb"]) {
      await writeFile(join(folder, "scope=main", name), "");
    }
    await (await listInput(options(HEADER + GOOD))).release();
    expect((await copies()).sort()).toEqual([`list-${process.ppid}`, "list-of-mine", "state.duckdb"].sort());
  });
});

describe("the lists of several scopes", () => {
  it("are told with all that is wrong with any of them, before one is used", async () => {
    const path = join(folder, "nowhere.csv");
    const lists = [
      options(HEADER + GOOD, { scope: "good" }),
      options(`${HEADER}x\n`, { scope: "malformed" }),
      options("", { scope: "missing", path }),
    ];
    await expect(readLists(lists)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringMatching(
        /^1 malformed line in standard input.*\n.*nowhere.csv.*ENOENT.*\nNo call was made\.$/,
      ),
    });
    expect(told).toContain("standard input, line 2: expected 3 cells as in the header, received 1");
    expect(await copies("good")).toEqual([]);
  });

  it.skipIf(process.platform !== "linux")(
    "end as the disk's trouble where a copy of one cannot be written, whatever is wrong with the others",
    async () => {
      await mkdir(join(folder, "scope=full"));
      await symlink("/dev/full", join(folder, `scope=full/list-${process.pid}`));
      const lists = [options(`${HEADER}x\n`, { scope: "malformed" }), options(HEADER + GOOD, { scope: "full" })];
      const reading = await readLists(lists).catch((error: unknown) => error);
      expect(reading).toMatchObject({
        code: "unavailable",
        exitCode: 4,
        section: "trouble-disk-full",
        cause: { code: "ENOSPC" },
        message: expect.stringMatching(
          /^1 malformed line .*\nThe copy .* ENOSPC.* free the disk.*\nNo call was made\.$/,
        ),
      });
    },
  );

  it("are each their own scope's", async () => {
    const lists = await readLists([options(HEADER + GOOD, { scope: "a" })]);
    expect(lists.of("a")?.description).toBe("standard input");
    expect(lists.of("b")).toBeUndefined();
    await lists.release();
    expect(await copies("a")).toEqual([]);
  });

  it("are not read on when the process is asked to end", async () => {
    const ending = new AbortController();
    ending.abort();
    const lists = [
      options("", { stdin: new PassThrough(), signal: ending.signal }),
      options("", { path: join(folder, "nowhere") }),
    ];
    await expect(readLists(lists)).rejects.toMatchObject({ code: "interrupted" });
  });
});
