import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import {
  FIXED,
  isolatedEnvironment,
  type SeenRequest,
  scriptedServer,
} from "../aws-client/scripted-server.test-support.ts";
import { connectReferenceSource } from "./connect-reference-source.ts";
import { bodyOf, casesPage, DENIED, item, page } from "./discovery.test-support.ts";

beforeEach(() => isolatedEnvironment());

/**
 * A list that changes while it is read. Its tokens count places: of all that a service may do, that is what a change
 * harms most.
 */
class ChangingList {
  readonly ids: string[];
  constructor(length: number) {
    this.ids = Array.from({ length }, (_, index) => `old-${index}`);
  }
  pageAt(token: string | undefined, size: number): { readonly ids: readonly string[]; readonly nextToken?: string } {
    const from = Number(token ?? 0);
    const ids = this.ids.slice(from, from + size);
    return from + size < this.ids.length ? { ids, nextToken: String(from + size) } : { ids };
  }
}

/** Finds all files of a domain whose list changes after each page. */
async function discover(
  list: ChangingList,
  answer: (request: SeenRequest) => string | typeof DENIED,
  change: (pagesSeen: number) => void,
): Promise<string[]> {
  const server = await scriptedServer((request, response) => {
    const it = answer(request);
    if (typeof it === "string") response.end(it);
    else response.writeHead(it.status ?? 200, it.headers).end(it.body);
  });
  const source = connectReferenceSource({ ...FIXED, endpoint: server.url, domainIds: ["d-1"], casesAtOnce: 1 });
  onTestFinished(() => source.close());
  const found: string[] = [];
  let pages = 0;
  for await (const { references } of source.discover()) {
    found.push(...references.map(({ fileId }) => fileId));
    pages += 1;
    change(pages);
    if (pages > 500) throw new Error(`goes on for ever, over ${list.ids.length}`);
  }
  return found;
}

/** The whole domain at once: each entry is a file. */
function atOnce(list: ChangingList): (request: SeenRequest) => string {
  return (request) => {
    const { ids, nextToken } = list.pageAt((bodyOf(request) as { nextToken?: string }).nextToken, 25);
    return page(
      ids.map((id) => item(id, "c-1")),
      nextToken,
    );
  };
}

/** Case by case: each entry is a case with one file. */
function caseByCase(list: ChangingList): (request: SeenRequest) => string | typeof DENIED {
  return (request) => {
    const [, caseId] = /\/cases\/([^/]+)\//.exec(request.url) ?? [];
    if (caseId !== undefined) return page([item(caseId, caseId)]);
    if (request.url.endsWith("/related-items-search")) return DENIED;
    const { ids, nextToken } = list.pageAt((bodyOf(request) as { nextToken?: string }).nextToken, 100);
    return casesPage(ids, nextToken === undefined ? "" : `,"nextToken":"${nextToken}"`);
  };
}

describe.each([
  ["a whole domain at once", atOnce, 90],
  ["case by case", caseByCase, 250],
] as const)("a list that changes between its pages, %s", (_how, answers, length) => {
  test("what is added behind is found, and nothing is lost", async () => {
    const list = new ChangingList(length);
    const found = await discover(list, answers(list), (pages) => {
      if (pages <= 2) list.ids.push(`new-${pages}`);
    });
    expect(found).toEqual(expect.arrayContaining(["new-1", "new-2"]));
    expect(new Set(found)).toEqual(new Set(list.ids));
  });

  test("what is added in front makes others come again, and hides none of them", async () => {
    const list = new ChangingList(length);
    const found = await discover(list, answers(list), (pages) => {
      if (pages === 1) list.ids.unshift("new-1", "new-2", "new-3");
    });
    expect(found.length).toBeGreaterThan(length);
    expect(new Set(found)).toEqual(new Set(list.ids.filter((id) => id.startsWith("old-"))));
  });

  test("what is removed in front hides no more than as many others, and the discovery ends", async () => {
    const list = new ChangingList(length);
    const found = await discover(list, answers(list), (pages) => {
      if (pages === 1) list.ids.splice(0, 7);
    });
    const hidden = list.ids.filter((id) => !found.includes(id));
    expect(hidden).toHaveLength(7);
  });

  test("one that shrinks to nothing ends", async () => {
    const list = new ChangingList(length);
    const found = await discover(list, answers(list), () => void list.ids.splice(0));
    expect(found.length).toBeGreaterThan(0);
  });
});
