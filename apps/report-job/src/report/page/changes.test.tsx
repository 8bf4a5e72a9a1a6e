import { renderToString } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import type { ScopeChanges } from "../changes-schema.ts";
import type { Report } from "../report-schema.ts";
import { ChangesSection } from "./changes.tsx";

const RUN = { slot: "2026-11-23", status: "complete" as const, startedAt: "2026-11-23T06:00:00.000Z" };

function scope(name: string, change: Partial<ScopeChanges> = {}): ScopeChanges {
  const counts = { appeared: 1, vanished: 0, reappeared: 0, changed: 1 };
  const base = { scope: name, comparison: "compared" as const, from: RUN, to: RUN, inputChanged: false, counts };
  return { ...base, changedMembers: [], statusMoves: [], ...change };
}

function page(scopes: readonly ScopeChanges[]): string {
  const report = {
    status: "complete",
    scopes: scopes.map(({ scope: name }) => ({ name })),
    changes: { scopes, examples: [] },
  };
  return renderToString(<ChangesSection report={report as unknown as Report} />);
}
const words = (html: string) => html.replaceAll(/<[^>]*>/g, "").replaceAll(/\s+/g, " ");
const figures = (html: string) => html.split("<figure").length - 1;
const none = { counts: null, from: null, to: null };

describe("what changed", () => {
  it("is told once of all scopes that cannot be compared for the same reason", () => {
    const first = ["a", "b"].map((name) => scope(name, { ...none, comparison: "first" }));
    const silent = scope("c", { ...none, comparison: "no-data" });
    expect(words(page([...first, silent]))).toContain("a, b: This is the first report");
    expect(words(page([...first, silent]))).toContain("c: Not known: there is no data.");
    expect(words(page(first))).toContain("Of all 2 scopes: This is the first report");
    expect(words(page(first.slice(0, 1)))).toContain("reportThis is the first report");
  });

  it("has open charts of one scope, and folded ones of several", () => {
    const open = page([scope("a")]).split("<details")[0] ?? "";
    expect(figures(open)).toBe(1);
    const several = page([scope("a"), scope("b")]);
    expect(figures(several)).toBe(2);
    expect(several.split('<details><summary>Charts<span class="unseen"> of ').length - 1).toBe(2);
  });

  it("has charts of the scopes with the most changes alone, where there are many, and the numbers of all", () => {
    const many = Array.from({ length: 9 }, (_, index) =>
      scope(`s${index}`, { counts: { appeared: index, vanished: 0, reappeared: 0, changed: 1 } }),
    );
    const html = page(many);
    expect(figures(html)).toBe(6);
    expect(words(html)).toContain("Charts are of the 6 scopes with the most changes.");
    expect(html).not.toContain('id="changes-2-kinds"');
    expect(html).toContain('id="changes-3-kinds"');
    expect(words(html)).toContain("0 files appeared, 1 changed");
  });

  it("folds rare moves between statuses into one row, with all of their files", () => {
    const statusMoves = Array.from({ length: 15 }, (_, index) => ({
      from: `from ${index}`,
      to: null,
      files: 20 - index,
    }));
    const html = page([scope("a", { statusMoves })]);
    expect(words(html)).toContain("from 11 → no status9");
    expect(words(html)).toContain("3 other moves21");
    expect(words(html)).not.toContain("from 12");
  });
});
