import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { pageText } from "./page-text.ts";
import { latestWith, type Measured, type Results } from "./results.ts";

const MACHINE = { cpu: "Some CPU", cores: 2, memoryGib: 8, system: "linux 6 x64", versions: { node: "24.0.0" } };
const SECTIONS = ["one", "other"];

function measured(section: string, change: Partial<Measured> = {}): Measured {
  const goals = [
    { what: "ours / floor", measured: 2.345, most: 2.5 },
    { what: "their / ours", measured: 2.3, least: 3 },
  ];
  const columns = [{ title: "client" }, { title: "files" }, { title: "ratio", digits: 2 }];
  const rows = [
    ["ours", 1234, { median: 1.5, least: 1.25, most: 2 }],
    ["their", null, 3],
    ["once", null, { median: 4, least: 4, most: 4 }],
  ];
  return {
    ...{ section, size: "full", measuredAt: "2026-11-26T14:00:00.000Z" },
    machine: MACHINE,
    tables: [{ title: "Figures", columns, rows }],
    goals,
    ...change,
  };
}

describe("the results page", () => {
  it("is what the last figures make of it", async () => {
    const results = await readFile(new URL("latest.json", import.meta.url), "utf8");
    const page = await readFile(new URL("../../docs/benchmarks.md", import.meta.url), "utf8");
    expect(page).toBe(pageText(JSON.parse(results) as Results));
  });

  it("shows figures with their spread, goals with what came of them, and the machine", () => {
    const text = pageText({ measured: [measured("engine"), measured("state", { size: "large" })] });
    expect(text).toContain("| ours | 1,234 | 1.50 (1.25–2.00) |");
    expect(text).toContain("| their |  | 3.00 |");
    expect(text).toContain("| once |  | 4.00 |");
    expect(text).toContain("- ours / floor: 2.35; the goal is 2.5 at most: **met**.");
    expect(text).toContain("- their / ours: 2.30; the goal is 3 at least: **missed**.");
    expect(text).toContain("2 of 4 goals are met");
    expect(text).toContain("The calls alone fill the main thread");
    expect(pageText({ measured: [measured("engine", { goals: [] })] })).not.toContain("fill the main thread");
    expect(text).toContain("## The state, large\n");
    expect(text).toContain(
      "- 2 × Some CPU, 8 GiB, linux 6 x64; node 24.0.0: engine (full, 2026-11-26), state (large, 2026-11-26)",
    );
  });
});

describe("the last figures", () => {
  it("keep those of other sections and sizes, in order, and none of sections that are gone", () => {
    const before = { measured: [measured("gone"), measured("other"), measured("one", { size: "large" })] };
    const { measured: now } = latestWith(before, measured("one", { goals: [] }), SECTIONS);
    expect(now.map(({ section, size, goals }) => [section, size, goals.length])).toEqual([
      ["one", "full", 0],
      ["one", "large", 2],
      ["other", "full", 2],
    ]);
    expect(latestWith({ measured: now }, measured("one"), SECTIONS).measured).toHaveLength(3);
  });
});
