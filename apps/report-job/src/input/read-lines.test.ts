import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLines, type TextLine } from "./read-lines.ts";

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function lines(text: string | Buffer, size = 3, longest?: number): Promise<TextLine[]> {
  return await Array.fromAsync(readLines(inChunks(Buffer.from(text as string), size), longest));
}

describe("the lines of a text", () => {
  it.each([
    ["none", "", []],
    ["one without an end", "a", ["a"]],
    ["line feeds, with and without carriage returns", "a\nb\r\nc\n", ["a", "b", "c"]],
    ["blank ones", "\n\na", ["", "", "a"]],
    ["a byte-order mark at the beginning alone", "\uFEFFa\n\uFEFFb", ["a", "\uFEFFb"]],
    ["other separators, which are text", "a\u2028b\u2029c\u0085d\re", ["a\u2028b\u2029c\u0085d\re"]],
  ])("are cut at line feeds: %s", async (_, text, expected) => {
    expect(await lines(text)).toEqual(expected.map((line, index) => ({ number: index + 1, text: line })));
  });

  it("are the same wherever the bytes are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: fc.constantFrom("a", "é", "漢", "😀", "\uFEFF", "\u2028", "\ufffd") })),
        fc.integer({ min: 1, max: 7 }),
        async (texts, size) => {
          const read = await lines(`x${texts.join("\n")}\n`, size);
          expect(read.map((line) => ("text" in line ? line.text : line.problem))).toEqual(
            `x${texts.join("\n")}`.split("\n"),
          );
        },
      ),
      { seed: 20261126 },
    );
  });

  it("take chunks that are text already", async () => {
    const chunks = async function* (): AsyncGenerator<string> {
      yield "a\nb";
      yield "c";
    };
    expect(await Array.fromAsync(readLines(chunks()))).toEqual([
      { number: 1, text: "a" },
      { number: 2, text: "bc" },
    ]);
  });

  it.each([
    ["letters of another encoding", Buffer.from("caf\u00e9", "latin1")],
    ["half of a character", Buffer.from("é").subarray(0, 1)],
    ["half of a pair", Buffer.from([0xed, 0xa0, 0x80])],
  ])("with %s are told by their number, and others read", async (_, bad) => {
    expect(await lines(Buffer.concat([Buffer.from("a\n"), bad, Buffer.from("\nb")]))).toEqual([
      { number: 1, text: "a" },
      { number: 2, problem: "expected UTF-8, received bytes that are none" },
      { number: 3, text: "b" },
    ]);
  });

  it("that are too long are told with their length, and held in no memory", async () => {
    expect(await lines("1234\n12345\n123456\n1", 3, 5)).toEqual([
      { number: 1, text: "1234" },
      { number: 2, text: "12345" },
      { number: 3, problem: "expected at most 5 bytes, received 6" },
      { number: 4, text: "1" },
    ]);
    const block = Buffer.alloc(1 << 20, "x");
    const endless = async function* (): AsyncGenerator<Buffer> {
      for (let sent = 0; sent < 256; sent += 1) yield block;
    };
    const before = process.memoryUsage().arrayBuffers;
    const [line] = await Array.fromAsync(readLines(endless()));
    expect(line).toMatchObject({ problem: expect.stringContaining("received 268435456") });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 << 20);
  });
});
