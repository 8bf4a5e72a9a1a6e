import { PassThrough, Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { givenIds } from "./given-ids.ts";

const signal = new AbortController().signal;
const NONE = Readable.from([]);

async function fromStdin(...chunks: (string | Buffer)[]) {
  return await givenIds([], { stdin: Readable.from(chunks), signal });
}

describe("ids on the command line", () => {
  it("are taken as they are", async () => {
    expect(await givenIds(["a", "b", "a"], { stdin: NONE, signal })).toEqual({
      fileIds: ["a", "b", "a"],
      problems: [],
    });
  });

  it("that the operation would refuse are told with their places, all of them", async () => {
    const ids = Array.from({ length: 250 }, (_, index) => ([49, 149].includes(index) ? "x".repeat(257) : `f-${index}`));
    const { problems } = await givenIds([...ids, ""], { stdin: NONE, signal });
    expect(problems).toEqual([
      expect.stringMatching(/^FILE_ID 50: expected a text of 1 to 256 characters, received 257 characters/),
      expect.stringMatching(/^FILE_ID 150: /),
      expect.stringMatching(/^FILE_ID 251: .*received 0 characters/),
    ]);
  });

  it.each([
    ["a\r", String.raw`"a\r"; take the line's end off, or give ids on standard input, one a line`],
    ["a\r\n", String.raw`"a\r\n"; take the line's end off, or give ids on standard input, one a line`],
    ["a\nb", String.raw`"a\nb"; give each id as an argument of its own, or on standard input, one a line`],
    ["\u001b[31ma", String.raw`"\u001b[31ma"; take them out`],
    ["a\u0085", String.raw`"a\u{85}"; take them out`],
    ["\t", String.raw`"\t"; take them out`],
  ])("hold no control characters, which nobody sees: %j", async (id, said) => {
    const { problems } = await givenIds(["x", id], { stdin: NONE, signal });
    expect(problems).toEqual([`FILE_ID 2: expected a text without control characters, received ${said}`]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none gets to the terminal is what is asked.
    expect(problems[0]).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });

  it("stand beside no '-', which is standard input and no id", async () => {
    const { problems } = await givenIds(["a", "-"], { stdin: NONE, signal });
    expect(problems).toEqual([expect.stringMatching(/^FILE_ID 2: .*'-' alone for standard input/)]);
  });

  it("are asked for where there are none and a person sits before the terminal", async () => {
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    expect((await givenIds([], { stdin, signal })).problems).toEqual([
      expect.stringMatching(/standard input, one a line/),
    ]);
  });
});

describe("ids on standard input", () => {
  it("come one a line, from '-' or from nothing; blank lines are none", async () => {
    const expected = { fileIds: ["a", " b", "c"], problems: [] };
    expect(await fromStdin("a\n\n b\r\nc")).toEqual(expected);
    expect(await givenIds(["-"], { stdin: Readable.from(["a\n b\nc"]), signal })).toEqual(expected);
  });

  it("hold no control characters within a line", async () => {
    const { problems } = await fromStdin("a\r\nb\rc\n");
    expect(problems).toEqual([expect.stringMatching(/^standard input, line 2: expected a text without control/)]);
  });

  it("survive chunks that end within a character, and a byte-order mark", async () => {
    const bytes = Buffer.from(`\uFEFF${"é漢😀".repeat(20)}\n`);
    const chunks = Array.from(bytes, (byte) => Buffer.from([byte]));
    expect(await fromStdin(...chunks)).toEqual({ fileIds: ["é漢😀".repeat(20)], problems: [] });
  });

  it("that are wrong are told by their lines, all of them", async () => {
    const { problems } = await fromStdin("a\n\n", Buffer.from("caf\u00e9\n", "latin1"), `${"y".repeat(257)}\nb\n`);
    expect(problems).toEqual([
      "standard input, line 3: expected UTF-8, received bytes that are none",
      expect.stringMatching(/^standard input, line 4: expected a text of 1 to 256 characters/),
    ]);
  });

  it("are at least one", async () => {
    expect((await fromStdin("\n\n")).problems).toEqual([expect.stringMatching(/at least one file id/)]);
  });

  it("are waited for until the process is asked to end", async () => {
    const ending = new AbortController();
    const stdin = new PassThrough();
    setTimeout(() => ending.abort(), 20);
    await expect(givenIds([], { stdin, signal: ending.signal })).rejects.toMatchObject({ code: "interrupted" });
    expect(stdin.destroyed).toBe(true);
  });
});
