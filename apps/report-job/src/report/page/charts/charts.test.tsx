import { renderToString } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import { BarChart } from "./bar-chart.tsx";
import { gridLines, shortAmount, tickText } from "./chart-amount.ts";
import { ColumnChart } from "./column-chart.tsx";
import { labelWithin } from "./label-within.ts";
import { LineChart } from "./line-chart.tsx";

const HOSTILE = '<script>alert(1)</script>\u202Egpj"exe';

const bars = (values: readonly (number | null)[]) => (
  <BarChart
    id="bars"
    title="By extension"
    heading="Extension"
    measure="Files"
    amount="files"
    whole={1000}
    bars={values.map((value, index) => ({ label: `${HOSTILE}${index}`, value }))}
  />
);
const columns = (values: readonly (number | null)[], arrangement: "stacked" | "grouped" = "stacked") => (
  <ColumnChart
    id="columns"
    title="By run"
    heading="Run"
    amount="files"
    arrangement={arrangement}
    places={values.map((_, index) => ({ label: `${index + 1} Nov`, name: `${HOSTILE}${index}` }))}
    series={["first", "second"].map((label) => ({ label: `${label}${HOSTILE}`, values }))}
  />
);
const line = (values: readonly (number | null)[]) => (
  <LineChart
    id="line"
    title="Over time"
    heading="Run"
    measure="Files"
    amount="files"
    isArea
    points={values.map((value, index) => ({
      at: new Date(Date.UTC(2026, 10, 1 + index)).toISOString(),
      value,
      name: `${HOSTILE}${index}`,
    }))}
  />
);

/** What is drawn for a screen that is wide. */
function wideDrawing(page = ""): string {
  return /<svg class="drawing wide".*?<\/svg>/s.exec(page)?.[0] ?? "";
}

function count(page: string, part: RegExp | string): number {
  return page.split(part).length - 1;
}

describe.each([
  ["bars", bars],
  ["columns that are stacked", columns],
  ["columns beside each other", (values: readonly (number | null)[]) => columns(values, "grouped")],
  ["a line", line],
])("a chart of %s", (_, chart) => {
  it("tells 0 from what is not known, in the drawing and in the table", () => {
    const [all, zero, unknown] = [
      [5, 5],
      [5, 0],
      [5, null],
    ].map((values) => renderToString(chart(values)));
    expect(all).not.toContain("not known");
    expect(zero).not.toContain("not known");
    expect(zero).not.toContain('class="unknown"');
    expect(unknown).toContain("not known</span></td>");
    expect(wideDrawing(unknown)).toContain('class="unknown"');
    expect(zero).toMatch(/<td class="numeric nowrap">0<\/td>/);
  });

  it("is named and described for those who do not see it, once for each width", () => {
    const page = renderToString(chart([1, 2, 3]));
    expect(count(page, 'role="img"')).toBe(2);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of page.matchAll(/aria-(?:labelledby|describedby)="([^"]+)"/g)) expect(ids).toContain(id);
    for (const [, id] of page.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
  });

  it("holds strangers' text as text, and no style that the page's policy forbids", () => {
    const page = renderToString(chart([1, 2, 3]));
    expect(page).not.toContain("<script");
    expect(page).not.toContain("\u202E");
    expect(page).toContain("\\u{202E}");
    expect(page).not.toContain("style=");
  });

  it("draws nothing but numbers, be there no value, one, or only zeros", () => {
    for (const values of [[], [0], [7], [null], [0, 0], [null, null, 3], Array.from({ length: 60 }, (_, at) => at)]) {
      const page = renderToString(chart(values));
      expect(page).not.toMatch(/NaN|Infinity|undefined/);
      expect(count(page, '<th scope="row">')).toBe(values.length);
    }
  });
});

it("breaks a line and its area where nothing is known, and not where it is 0", () => {
  const starts = (values: readonly (number | null)[]) => count(wideDrawing(renderToString(line(values))), /M(?=\d)/);
  expect([starts([5, 5, 5]), starts([5, 0, 5]), starts([5, null, 5])]).toEqual([2, 2, 4]);
});

it("draws no stroke of 0 where nothing is known, beside columns or among them", () => {
  const drawn = wideDrawing(renderToString(columns([3, null, 0])));
  expect(count(drawn, 'class="unknown"')).toBe(1);
  expect(count(drawn, 'class="zero"')).toBe(1);
});

it("has no bar for what is many together, and the others are as long as without it", () => {
  const gathered = renderToString(
    <BarChart
      id="bars"
      title="By extension"
      heading="Extension"
      measure="Files"
      amount="files"
      bars={[
        { label: "pdf", value: 10 },
        { label: "7 others", value: 1000, isGathered: true },
      ]}
    />,
  );
  expect(wideDrawing(gathered)).toContain("1,000</text>");
  expect(wideDrawing(gathered).match(/width="[\d.]+" height="9"/g)).toEqual(['width="496.0" height="9"']);
});

it("leaves a series that would hide the others to the table", () => {
  const series = [
    { label: "approved", values: [1_000_000, 1_000_000], isInTableOnly: true },
    { label: "rejected", values: [3, null] },
  ];
  const places = ["first", "second"].map((name) => ({ name, label: name }));
  const page = renderToString(
    <ColumnChart id="columns" title="By run" heading="Run" amount="files" places={places} series={series} />,
  );
  expect(wideDrawing(page)).not.toMatch(/1M|1,000,000/);
  expect(page).toContain('<td class="numeric nowrap">1,000,000</td><td class="numeric nowrap">3</td>');
});

describe("a chart's scale", () => {
  it.each([
    [1.2 * 1024 ** 4, "bytes", ["0", "0.2 TiB", "0.4 TiB", "0.6 TiB", "0.8 TiB", "1 TiB", "1.2 TiB"]],
    [800, "bytes", ["0", "200 bytes", "400 bytes", "600 bytes", "800 bytes"]],
    [3, "files", ["0", "1", "2", "3"]],
  ] as const)("of %d %s is written in one unit", (most, amount, texts) => {
    const lines = gridLines(most, amount);
    expect(lines.map((line) => tickText(line, lines.at(-1) ?? 0, amount))).toEqual(texts);
  });

  it.each([
    [0, "files", ["0", "1"]],
    [1, "files", ["0", "1"]],
    [3, "files", ["0", "1", "2", "3"]],
    [1_234_567, "files", ["0", "500K", "1M", "1.5M"]],
    [3 * 1024 ** 3, "bytes", ["0 bytes", "1.00 GiB", "2.00 GiB", "3.00 GiB"]],
    [7_200, "seconds", ["0.0 s", "30 min", "1 h", "1 h 30 min", "2 h"]],
  ] as const)("of %d %s has whole steps and reaches the largest value", (most, amount, texts) => {
    const lines = gridLines(most, amount);
    expect(lines.map((value) => shortAmount(value, amount))).toEqual(texts);
    expect(lines.at(-1)).toBeGreaterThanOrEqual(most);
  });
});

it("cuts a label in its middle, by the columns that its letters take", () => {
  expect(labelWithin("assumed-role/upload/session-1", 20)).toBe("assumed-role/…sion-1");
  expect(labelWithin("🎉".repeat(20), 10)).toBe(`${"🎉".repeat(3)}…🎉`);
  expect(labelWithin("short", 10)).toBe("short");
});
