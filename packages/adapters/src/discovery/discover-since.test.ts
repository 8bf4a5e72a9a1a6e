import type { ReferencePage } from "@attached-files/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AssociationOrder, CasesOperations, RawPage } from "./cases-operations.ts";
import { discoverReferences } from "./discover-references.ts";

const START = Date.UTC(2026, 10, 1);
const since = (second: number) => new Date(START + second * 1000).toISOString();

interface Attached {
  readonly fileId: string;
  /** In seconds after the start; undefined where the service does not tell it, and sorts by it all the same. */
  readonly at: number;
  readonly isTold: boolean;
}

/** A domain whose tokens count places, with a null entry at the end of each page. */
class Domain {
  readonly files: Attached[] = [];
  readonly asked: AssociationOrder[] = [];
  /** Whatever order was asked for. */
  onlyOrder: AssociationOrder | undefined;
  readonly pageSize: number;
  constructor(pageSize: number, times: readonly { readonly at: number; readonly isTold?: boolean }[]) {
    this.pageSize = pageSize;
    for (const { at, isTold = true } of times) this.files.push({ fileId: `f-${this.files.length}`, at, isTold });
  }
  page(order: AssociationOrder, token: string | undefined): RawPage {
    this.asked.push(order);
    const sign = (this.onlyOrder ?? order) === "Asc" ? 1 : -1;
    const sorted = this.files.toSorted((one, other) => sign * (one.at - other.at));
    const from = Number(token ?? 0);
    const end = from + this.pageSize;
    const relatedItems = sorted.slice(from, end).map(({ fileId, at, isTold }) => ({
      relatedItemId: `r-${fileId}`,
      caseId: "c-1",
      type: "File",
      ...(isTold ? { associationTime: since(at) } : {}),
      content: { file: { fileArn: `arn:aws:connect:eu-west-2:123456789012:instance/i-1/file/${fileId}` } },
    }));
    return { relatedItems: [...relatedItems, null], ...(end < sorted.length ? { nextToken: String(end) } : {}) };
  }
}

/** f-0 to f-29, each a second after the one before. */
const THIRTY = Array.from({ length: 30 }, (_, at) => ({ at }));

function sourceOf(domains: Readonly<Record<string, Domain>>) {
  const no = async (): Promise<RawPage> => Promise.reject(new Error("not asked for here"));
  const operations: CasesOperations = {
    ...{ listDomains: no, getDomain: no, searchCases: no, searchFilesOfCase: no, close: () => {} },
    searchAllFiles: async (domainId, order, token) => domains[domainId]?.page(order, token) ?? no(),
  };
  return discoverReferences(operations, { domainIds: Object.keys(domains), instanceId: undefined, casesAtOnce: 1 });
}

const idsOf = (pages: readonly ReferencePage[]): string[] =>
  pages.flatMap(({ references }) => references.map(({ fileId }) => fileId));

const times = fc.array(fc.record({ at: fc.nat(30), isTold: fc.boolean() }), { maxLength: 60 });
const pageSize = fc.integer({ min: 1, max: 25 });

describe("a discovery since a moment", () => {
  it("finds whatever was attached since, and turns no page behind the first that is older", async () => {
    await fc.assert(
      fc.asyncProperty(times, pageSize, fc.integer({ min: 0, max: 31 }), async (all, size, moment) => {
        const domain = new Domain(size, all);
        const found = idsOf(await Array.fromAsync(sourceOf({ "d-1": domain })({ attachedSince: since(moment) })));
        const wanted = domain.files.filter(({ at }) => at >= moment).map(({ fileId }) => fileId);
        expect(found).toEqual(expect.arrayContaining(wanted));
        expect(new Set(found).size).toBe(found.length);
        // The last page but one ends on something that is not older, or does not tell.
        const last = domain.files.toSorted((one, other) => other.at - one.at);
        for (let page = 1; page < domain.asked.length; page += 1) {
          const told = last.slice((page - 1) * size, page * size).filter(({ isTold }) => isTold);
          expect(told.at(-1)?.at ?? moment).toBeGreaterThanOrEqual(moment);
        }
        expect(domain.asked.every((order) => order === "Desc")).toBe(true);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it("stops in each domain by itself", async () => {
    const domains = { "d-1": new Domain(5, THIRTY), "d-2": new Domain(5, THIRTY) };
    const found = idsOf(await Array.fromAsync(sourceOf(domains)({ attachedSince: since(28) })));
    expect(found).toEqual(["f-29", "f-28", "f-27", "f-26", "f-25", "f-29", "f-28", "f-27", "f-26", "f-25"]);
    expect([domains["d-1"].asked, domains["d-2"].asked]).toEqual([["Desc"], ["Desc"]]);
  });

  it("loses nothing that was there at its beginning when more is attached while it turns the pages", async () => {
    await fc.assert(
      fc.asyncProperty(times, pageSize, fc.nat(31), fc.array(fc.nat(3)), async (all, size, moment, more) => {
        const domain = new Domain(size, all);
        const wanted = domain.files.filter(({ at }) => at >= moment).map(({ fileId }) => fileId);
        const found: string[] = [];
        let pages = 0;
        for await (const page of sourceOf({ "d-1": domain })({ attachedSince: since(moment) })) {
          found.push(...idsOf([page]));
          const count = more[pages++] ?? 0;
          for (let index = 0; index < count; index += 1)
            domain.files.push({ fileId: `new-${pages}-${index}`, at: 40 + pages, isTold: true });
        }
        expect(found).toEqual(expect.arrayContaining(wanted));
        // Files that were attached meanwhile are found from the beginning of this one on.
        const next = idsOf(await Array.fromAsync(sourceOf({ "d-1": domain })({ attachedSince: since(40) })));
        expect(next).toEqual(expect.arrayContaining(domain.files.slice(all.length).map(({ fileId }) => fileId)));
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it("what is taken away in front hides no more than as many others", async () => {
    const domain = new Domain(5, THIRTY);
    const found: string[] = [];
    for await (const page of sourceOf({ "d-1": domain })({ attachedSince: since(10) })) {
      found.push(...idsOf([page]));
      if (found.length === 5) domain.files.splice(-2);
    }
    const wanted = domain.files.filter(({ at }) => at >= 10).map(({ fileId }) => fileId);
    expect(wanted.filter((fileId) => !found.includes(fileId))).toEqual(["f-23", "f-24"]);
  });

  it("goes through everything where the service does not keep to the order that was asked for", async () => {
    const domain = new Domain(5, THIRTY);
    domain.onlyOrder = "Asc";
    const found = idsOf(await Array.fromAsync(sourceOf({ "d-1": domain })({ attachedSince: since(28) })));
    expect(found).toHaveLength(30);
  });
});

describe("the tokens of a discovery since a moment", () => {
  const domain = new Domain(5, THIRTY);
  const discover = sourceOf({ "d-1": domain });

  it("go on behind their page, also where the moment is spelled otherwise", async () => {
    const pages = await Array.fromAsync(discover({ attachedSince: "2026-11-01T00:00:10Z" }));
    expect(pages.map(({ references }) => references.length)).toEqual([5, 5, 5, 5, 5]);
    for (const [index, { resumeToken = "" }] of pages.entries()) {
      const rest = discover({ resumeToken, attachedSince: "2026-11-01T00:00:10.000Z" });
      expect(idsOf(await Array.fromAsync(rest))).toEqual(idsOf(pages.slice(index + 1)));
    }
  });

  it.each([
    ["everything", undefined, 30],
    ["an earlier moment", since(9), 25],
    ["a later one", since(11), 20],
  ])("start a discovery of %s afresh, and so do the tokens of that here", async (_what, attachedSince, files) => {
    const other = attachedSince === undefined ? {} : { attachedSince };
    for (const [one, next, count] of [
      [{ attachedSince: since(10) }, other, files],
      [other, { attachedSince: since(10) }, 25],
    ] as const) {
      for await (const { resumeToken = "" } of discover(one))
        expect(idsOf(await Array.fromAsync(discover({ ...next, resumeToken })))).toHaveLength(count);
    }
  });
});

it("a wrong moment is told at once, before anybody asks for a page", () => {
  const discover = sourceOf({});
  expect(() => discover({ attachedSince: "yesterday" })).toThrow(/attachedSince: expected .*, received "yesterday"/);
});
