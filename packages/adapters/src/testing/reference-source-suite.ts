import {
  type DiscoveredReference,
  type DiscoverOptions,
  InvalidInputError,
  isSourceError,
  type ReferencePage,
  type ReferenceSource,
} from "@attached-files/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeConnect, type FakeConnect } from "../fake/index.ts";
import type { SourceUnderTest } from "./file-source-suite.ts";

const HOME = { partition: "aws", region: "eu-central-1", account: "111122223333" } as const;
const SEARCHES = ["SearchAllRelatedItems", "SearchCases", "SearchRelatedItems"];

/**
 * What every search for references must do. `create` is given a fake that the suite has arranged; the source must search
 * all of its domains.
 */
export function referenceSourceSuite(
  name: string,
  create: (fake: FakeConnect) => Promise<SourceUnderTest<ReferenceSource>> | SourceUnderTest<ReferenceSource>,
): void {
  describe(`${name}, as every reference source`, () => {
    let fake: FakeConnect;
    let source: ReferenceSource;
    let under: SourceUnderTest<ReferenceSource>;

    beforeEach(async () => {
      fake = createFakeConnect({ clock: () => new Date("2026-11-01T00:00:00.000Z") });
      fake.state.addDomain({ ...HOME, domainId: "d-1" });
      fake.state.files.addInstance("i-1");
      under = await create(fake);
      source = under.source;
    });
    afterEach(async () => {
      await source.close();
      await under.close?.();
    });

    function attach(files: number, domainId = "d-1", casesOf = 4): void {
      for (let index = 0; index < files; index += 1) {
        fake.state.attachFile({
          domainId,
          caseId: `c-${Math.floor(index / casesOf)}`,
          instanceId: "i-1",
          fileId: `${domainId}-f-${index}`,
          associatedAt: new Date(Date.UTC(2026, 9, 1) + index * 1000),
        });
      }
    }

    async function discover(options: DiscoverOptions = {}): Promise<ReferencePage[]> {
      return await Array.fromAsync(source.discover(options));
    }

    function found(pages: readonly ReferencePage[]): DiscoveredReference[] {
      return pages.flatMap((page) => [...page.references]);
    }

    async function ids(options: DiscoverOptions): Promise<string[]> {
      return found(await discover(options)).map(({ fileId }) => fileId);
    }

    /** Of the files that `attach` has attached, those of a second or later. */
    function attachedSince(second: number): string[] {
      return Array.from(fake.state.truth(), ({ reference }) => reference.fileId).filter(
        (fileId) => Number(fileId.split("-").at(-1)) >= second,
      );
    }

    function truthKeys(): string[] {
      return Array.from(fake.state.truth(), ({ reference }) => JSON.stringify(Object.values(reference))).sort();
    }

    function keys(references: readonly DiscoveredReference[]): string[] {
      return references
        .map(({ instanceId, associatedResourceArn, fileId }) =>
          JSON.stringify([instanceId, associatedResourceArn, fileId]),
        )
        .sort();
    }

    it("finds every file of every domain, in pages", async () => {
      fake.state.addDomain({ ...HOME, domainId: "d-2" });
      attach(60);
      attach(30, "d-2");
      const pages = await discover();
      expect(keys(found(pages))).toEqual(truthKeys());
      expect(pages.length).toBeGreaterThan(3);
    });

    it("finds nothing in an empty domain, and ends", async () => {
      expect(found(await discover())).toEqual([]);
    });

    it("tells when each file was attached", async () => {
      attach(2);
      expect(found(await discover()).map((reference) => reference.associationTime)).toEqual([
        "2026-10-01T00:00:00.000Z",
        "2026-10-01T00:00:01.000Z",
      ]);
    });

    it("notes null entries and loses nothing beside them", async () => {
      attach(60);
      fake.faults.next({ answer: "null-entries", every: 10, times: "always" });
      const pages = await discover();
      expect(keys(found(pages))).toEqual(truthKeys());
      expect(
        pages.flatMap((page) => page.irregularities).filter(({ kind }) => kind === "null-entry").length,
      ).toBeGreaterThan(0);
    });

    it("takes repeated entries as they come", async () => {
      attach(60);
      fake.faults.next({ answer: "repeated-entries", every: 7, times: "always" });
      expect([...new Set(keys(found(await discover())))]).toEqual(truthKeys());
    });

    it("passes over what is no file", async () => {
      attach(3);
      fake.state.domain("d-1").addItem({
        relatedItemId: "r",
        caseId: "c-0",
        type: "Comment",
        associationTime: 0,
        content: { comment: { body: "b", contentType: "Text/Plain" } },
      });
      expect(found(await discover())).toHaveLength(3);
    });

    it("goes on from any page with its token, losing nothing, and behind the last finds nothing more", async () => {
      attach(90);
      const pages = await discover();
      for (const [index, page] of pages.entries()) {
        expect(page.resumeToken).toBeDefined();
        const rest = found(await discover({ resumeToken: page.resumeToken ?? "" }));
        const before = found(pages.slice(0, index + 1));
        expect([...new Set(keys([...before, ...rest]))].sort()).toEqual(truthKeys());
        if (index === pages.length - 1) expect(rest).toEqual([]);
      }
    });

    it("starts afresh with a token that is none", async () => {
      attach(30);
      expect(keys(found(await discover({ resumeToken: "no token" })))).toEqual(truthKeys());
    });

    it("rejects when it cannot go on, after the pages that it could see", async () => {
      attach(60);
      const seen: DiscoveredReference[] = [];
      const end = await (async () => {
        for await (const page of source.discover()) {
          seen.push(...page.references);
          for (const operation of SEARCHES)
            fake.faults.next({ operation, error: "InternalServerException", times: 100 });
        }
      })().catch((error: unknown) => error);
      expect(isSourceError(end, "InternalServiceException")).toBe(true);
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.length).toBeLessThan(60);
    });

    it("ends with Aborted when the signal is given", async () => {
      attach(60);
      const ending = new AbortController();
      const end = await (async () => {
        for await (const _ of source.discover({ signal: ending.signal })) ending.abort();
      })().catch((error: unknown) => error);
      expect(isSourceError(end, "Aborted")).toBe(true);
    });

    it("searches case by case where the search of the whole domain is denied, and finds the same", async () => {
      attach(30);
      fake.faults.next({ operation: "SearchAllRelatedItems", error: "AccessDeniedException", times: "always" });
      const references = found(await discover());
      expect(references.map(({ associationTime: _, ...key }) => JSON.stringify(Object.values(key))).sort()).toEqual(
        truthKeys(),
      );
      expect(fake.calls.count("SearchRelatedItems")).toBeGreaterThan(0);
    });

    it("finds what is attached while it turns the pages", async () => {
      attach(60);
      const ids = new Set<string>();
      let added = 0;
      for await (const { references } of source.discover()) {
        for (const { fileId } of references) ids.add(fileId);
        if (added >= 2) continue;
        const late = { domainId: "d-1", caseId: "c-14", instanceId: "i-1", fileId: `late-${added++}` };
        fake.state.attachFile({ ...late, associatedAt: new Date("2026-11-02T00:00:00.000Z") });
      }
      expect(ids.size).toBe(62);
    });

    it("finds what was attached at a moment or later, and makes no more calls than to find everything", async () => {
      fake.state.addDomain({ ...HOME, domainId: "d-2" });
      attach(90, "d-1", 30);
      attach(40, "d-2", 20);
      await discover();
      const callsForAll = fake.calls.count();
      // At, right behind and right before a file, and outside of all.
      for (const second of [-1, 0, 25, 64.999, 65, 65.001, 89, 90]) {
        fake.calls.clear();
        const from = Date.UTC(2026, 9, 1) + second * 1000;
        const found = await ids({ attachedSince: new Date(from).toISOString() });
        expect(found).toEqual(expect.arrayContaining(attachedSince(second)));
        expect(fake.calls.count()).toBeLessThanOrEqual(callsForAll);
      }
    });

    it.each([["null-entries"], ["repeated-entries"]] as const)(
      "finds what was attached since a moment over %s",
      async (answer) => {
        attach(90, "d-1", 30);
        fake.faults.next({ answer, every: 7, times: "always" });
        expect(await ids({ attachedSince: "2026-10-01T00:00:40.000Z" })).toEqual(
          expect.arrayContaining(attachedSince(40)),
        );
      },
    );

    it("goes on from any page of a discovery since a moment with its token, losing nothing", async () => {
      attach(90, "d-1", 30);
      const since = { attachedSince: "2026-10-01T00:00:20.000Z" };
      const pages = await discover(since);
      for (const [index, { resumeToken = "" }] of pages.entries()) {
        const before = found(pages.slice(0, index + 1)).map(({ fileId }) => fileId);
        const rest = await ids({ ...since, resumeToken });
        expect([...before, ...rest]).toEqual(expect.arrayContaining(attachedSince(20)));
      }
    });

    it.each([
      ["everything", undefined, "2026-10-01T00:00:20.000Z", 20],
      ["a moment, for everything", "2026-10-01T00:00:20.000Z", undefined, 0],
      ["a moment, for an earlier one", "2026-10-01T00:01:20.000Z", "2026-10-01T00:00:10Z", 10],
    ] as const)("loses nothing with a token of a discovery of %s", async (_what, first, second, from) => {
      attach(90, "d-1", 30);
      for (const { resumeToken = "" } of await discover(first === undefined ? {} : { attachedSince: first })) {
        const next = second === undefined ? {} : { attachedSince: second };
        expect(await ids({ ...next, resumeToken })).toEqual(expect.arrayContaining(attachedSince(from)));
      }
    });

    it("refuses a moment that is none, before any call", async () => {
      for (const moment of ["yesterday", "2026-10-01", "2026-10-01T00:00:00+02:00", "2026-02-30T00:00:00Z"]) {
        const refused = await (async () => discover({ attachedSince: moment }))().catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(InvalidInputError);
        expect(String(refused)).toMatch(`attachedSince: expected a moment`);
      }
      expect(fake.calls.count()).toBe(0);
    });

    it("rejects where there is no domain at all: nothing found would look like good news", async () => {
      fake.state.domains.clear();
      await expect(discover()).rejects.toMatchObject({ code: "ResourceNotFoundException" });
    });

    it("asks nothing once it is closed, and says that the call was aborted", async () => {
      await source.close();
      await expect(discover()).rejects.toMatchObject({ code: "Aborted" });
      expect(fake.calls.count()).toBe(0);
    });

    it("can be closed twice", async () => {
      await source.close();
      await source.close();
    });
  });
}
