import { SourceError } from "@attached-files/core";
import { describe, expect, test } from "vitest";
import { followPages, readList } from "./follow-pages.ts";

/** Walks a listing whose pages are told by their token, and gives the tokens that it was asked for. */
async function walk(
  nextOf: (token: string | undefined, call: number) => unknown,
  from?: string,
  now?: () => number,
): Promise<(string | undefined)[]> {
  const asked: (string | undefined)[] = [];
  const fetchPage = async (token: string | undefined) => {
    asked.push(token);
    if (asked.length > 5000) throw new Error("goes on for ever");
    return { nextToken: nextOf(token, asked.length) };
  };
  for await (const _page of followPages("ListThings", fetchPage, from, now));
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
  const refusal = new SourceError("InvalidRequestException", "Invalid nextToken");
  const other = new SourceError("InvalidRequestException", "maxResults is too large");

  test("makes it start afresh", async () => {
    const asked = await walk((_token, call) => {
      if (call === 2) throw refusal;
      return ["a", "", "b", ""][call - 1];
    });
    expect(asked).toEqual([undefined, "a", undefined, "b"]);
  });

  test("but only once", async () => {
    const stale = walk((token) => {
      if (token !== undefined) throw refusal;
      return "stale";
    }, "stale");
    await expect(stale).rejects.toBe(refusal);
  });

  test("is the service's own word for it: a refusal of anything else is not tried again", async () => {
    let calls = 0;
    const walking = walk((token) => {
      calls += 1;
      if (token !== undefined) throw other;
      return "a";
    });
    await expect(walking).rejects.toBe(other);
    expect(calls).toBe(2);
  });

  test.each([
    [22, false],
    [24, true],
  ])("may be one that is %i hours old, whatever the refusal says: %s", async (hours, afresh) => {
    let time = 0;
    const nextOf = (_token: string | undefined, call: number): string | undefined => {
      if (call !== 2) return call === 1 ? "a" : undefined;
      time += hours * 3_600_000;
      throw other;
    };
    const walking = walk(nextOf, undefined, () => time);
    if (afresh) expect(await walking).toEqual([undefined, "a", undefined]);
    else await expect(walking).rejects.toBe(other);
  });

  test("may be one that was given from outside, since nobody knows how old it is", async () => {
    const asked = await walk((token, call) => {
      if (call === 1) throw other;
      return token === undefined ? "fresh" : undefined;
    }, "stale");
    expect(asked).toEqual(["stale", undefined, "fresh"]);
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
