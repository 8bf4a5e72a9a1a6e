import { SourceError } from "@attached-files/core";
import { describe, expect, test } from "vitest";
import { followPages, readList } from "./follow-pages.ts";

/** Walks a listing whose pages are told by their token, and gives the tokens that it was asked for. */
async function walk(
  nextOf: (token: string | undefined, call: number) => unknown,
  from?: string,
): Promise<(string | undefined)[]> {
  const asked: (string | undefined)[] = [];
  const fetchPage = async (token: string | undefined) => {
    asked.push(token);
    if (asked.length > 5000) throw new Error("goes on for ever");
    return { nextToken: nextOf(token, asked.length) };
  };
  for await (const _page of followPages("ListThings", fetchPage, from));
  return asked;
}

test("follows the tokens to the end", async () => {
  const next: Record<string, string> = { "": "a", a: "b", b: "c" };
  expect(await walk((token) => next[token ?? ""])).toEqual([undefined, "a", "b", "c"]);
});

test.each([[null], [undefined], [""]])("ends at a nextToken of %j", async (end) => {
  expect(await walk(() => end)).toEqual([undefined]);
});

test("goes on behind a token", async () => {
  expect(await walk((token) => (token === "b" ? "c" : undefined), "b")).toEqual(["b", "c"]);
});

describe("tokens that repeat", () => {
  test.each([
    ["itself", () => "same"],
    ["two in turn", (token: string | undefined) => (token === "a" ? "b" : "a")],
    ["a circle of 100 after 50 others", (token: string | undefined) => ring(Number(token ?? 0), 50, 100)],
  ])("%s: fails, and does so clearly", async (_what, nextOf) => {
    await expect(walk(nextOf)).rejects.toMatchObject({
      code: "UnexpectedAnswer",
      message: expect.stringContaining("repeats its nextToken"),
    });
  });

  test("a thousand different ones are no circle", async () => {
    expect(
      await walk((token) => (Number(token ?? 0) < 1000 ? String(Number(token ?? 0) + 1) : undefined)),
    ).toHaveLength(1001);
  });

  function ring(at: number, before: number, length: number): string {
    return String(at + 1 < before + length ? at + 1 : before);
  }
});

describe("a token that is no longer taken", () => {
  const refusal = new SourceError("InvalidRequestException", "token expired");

  test("makes it start afresh", async () => {
    const asked = await walk((token, call) => {
      if (call === 1) throw refusal;
      return token === undefined ? "fresh" : undefined;
    }, "stale");
    expect(asked).toEqual(["stale", undefined, "fresh"]);
  });

  test("but only once", async () => {
    const stale = walk((token) => {
      if (token !== undefined) throw refusal;
      return "stale";
    }, "stale");
    await expect(stale).rejects.toBe(refusal);
  });

  test("a refusal of the first page is no matter of tokens", async () => {
    await expect(
      walk(() => {
        throw refusal;
      }),
    ).rejects.toBe(refusal);
  });

  test("other failures are not tried again", async () => {
    const denied = new SourceError("AccessDeniedException", "no");
    await expect(
      walk(() => {
        throw denied;
      }, "token"),
    ).rejects.toBe(denied);
  });
});

test("refuses a nextToken that is no text", async () => {
  await expect(walk(() => 7)).rejects.toMatchObject({ code: "UnexpectedAnswer" });
});

test("refuses an answer without its list: that says nothing, not 'none'", () => {
  expect(readList("ListThings", { things: [null] }, "things")).toEqual([null]);
  expect(() => readList("ListThings", {}, "things")).toThrow(expect.objectContaining({ code: "UnexpectedAnswer" }));
  expect(() => readList("ListThings", { things: null }, "things")).toThrow(
    expect.objectContaining({ code: "UnexpectedAnswer" }),
  );
});
