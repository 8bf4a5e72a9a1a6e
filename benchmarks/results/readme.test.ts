import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import type { Cell } from "../shared/section.ts";
import type { Measured, Results } from "./results.ts";

/** What the README claims is what was measured last. */
describe("the figures of the README", () => {
  let readme: string;
  let results: Results;
  beforeAll(async () => {
    readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
    results = JSON.parse(await readFile(new URL("latest.json", import.meta.url), "utf8")) as Results;
  });

  function measured(section: string): Measured {
    const found = results.measured.find((each) => each.section === section && each.size === "full");
    if (found === undefined) throw new Error(`${section} was not measured`);
    return found;
  }

  function cell(section: string, row: string, column: string): Cell {
    const [table] = measured(section).tables;
    const index = table?.columns.findIndex(({ title }) => title === column) ?? -1;
    return table?.rows.find(([name]) => name === row)?.[index] ?? null;
  }

  it("of calls are those of the quota", () => {
    const times = Math.round(Number(cell("quota", "a full scan a day later, at the least", "made ÷ necessary")));
    expect(readme).toContain(`${times} times fewer calls than a full scan`);
    expect(cell("quota", "a day later, 1 % changed", "made ÷ necessary")).toBe(1);
    expect(cell("quota", "first run", "throttled")).toBe(0);
  });

  it("of a script's losses are those of its scan", () => {
    const lost = Number(cell("quota", "a full scan with retries, 16 at a time", "per cent"));
    expect(readme).toContain(`gives up on ${Math.round(lost)} % of the files`);
  });

  it("of CPU time are those of the call path", () => {
    const goal = measured("call-path").goals.find(({ what }) => what === "CPU of the plain SDK / ours, skewed");
    expect(readme).toContain(`${goal?.measured.toFixed(1)} times less CPU time than the plain AWS SDK's`);
  });
});
