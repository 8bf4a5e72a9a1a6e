import type { Claim } from "./claim.test-support.ts";
import { grouped, share, shortDay, sized, sizedExactly } from "./human-text.test-support.ts";
import type { PageNumbers } from "./page-numbers.test-support.ts";

/** What a chart is to show, counted again. */
export interface ChartNumbers {
  readonly id: string;
  /** How it names a row in its table, and what each of its cells is. */
  readonly rows: readonly { readonly name: string; readonly values: readonly number[] }[];
  readonly amount?: "files" | "bytes";
  /** How many of the first cells stand in the table only, and in no drawing. */
  readonly notDrawn?: number;
  /** Of a chart with axes: the days below it. */
  readonly days?: readonly string[];
  /** What shares are of, which the chart tells beside its values. */
  readonly whole?: number;
  readonly note?: readonly string[];
}

type Figure = ReturnType<PageNumbers["find"]>;

/** All numbers of a chart: of its table, its description, its marks and its axes. */
export function claimsOfChart(page: PageNumbers, numbers: ChartNumbers): readonly Claim[] {
  const { id, rows, amount = "files", days, note = [], whole, notDrawn = 0 } = numbers;
  const text = amount === "files" ? grouped : sized;
  const told = (value: number) => (whole === undefined ? text(value) : `${text(value)} · ${share(value, whole)}`);
  const figure = page.find(`figure[aria-labelledby=${id}]`);
  const heights = rows.map(({ values }) => values.slice(notDrawn).reduce((sum, value) => sum + value, 0));
  const cells = figure.querySelectorAll("tbody tr");
  return [
    { name: `as many rows of ${id}`, holds: cells.length === rows.length },
    { name: `rows of ${id}`, element: figure.querySelector("tbody"), says: rows.flatMap(rowOf(amount, whole)) },
    ...(note.length === 0 ? [] : [{ name: `note of ${id}`, element: figure.querySelector("p.note"), says: note }]),
    ...figure.querySelectorAll("svg.drawing").flatMap((drawing, index) => [
      {
        name: `description ${index} of ${id}`,
        element: drawing.querySelector("desc"),
        says: described(rows, heights, told, days),
      },
      ...drawing.querySelectorAll("text.value").map((element, place, all) => ({
        name: `value ${place} in drawing ${index} of ${id}`,
        element,
        // A line tells its last value alone.
        says: [told(heights[all.length === 1 ? heights.length - 1 : place] ?? Number.NaN)],
      })),
      ...(days === undefined ? [] : claimsOfAxes(drawing, id, days, Math.max(...heights), amount)),
    ]),
  ];
}

function rowOf(amount: "files" | "bytes", whole: number | undefined) {
  return ({ name, values }: ChartNumbers["rows"][number]): string[] => [
    name,
    ...values.flatMap((value) => [
      ` ${amount === "bytes" ? sizedExactly(value) : grouped(value)} `,
      ...(whole === undefined ? [] : [share(value, whole)]),
    ]),
  ];
}

/** A few are told each; of many the first, the highest and the last one. */
function described(
  rows: ChartNumbers["rows"],
  heights: readonly number[],
  told: (value: number) => string,
  days: readonly string[] | undefined,
): readonly string[] {
  const at = (place: number) => `${rows[place]?.name}: ${told(heights[place] ?? Number.NaN)}`;
  if (days === undefined || rows.length <= 6) return rows.map((_, place) => at(place));
  const highest = heights.indexOf(Math.max(...heights));
  return [`${rows.length} columns`, at(0), at(highest), at(rows.length - 1)];
}

/** Lines at even distances from 0 to the first that is not below the highest value; days in their order, the last always. */
function claimsOfAxes(
  drawing: Figure,
  id: string,
  days: readonly string[],
  most: number,
  amount: "files" | "bytes",
): Claim[] {
  const ticks = drawing.querySelectorAll("text.tick");
  const [lines, places] = [
    ticks.filter((each) => each.getAttribute("text-anchor") === "end"),
    ticks.filter((each) => each.getAttribute("text-anchor") === "middle"),
  ];
  const top = amountOf(lines.at(-1)?.text ?? "");
  const step = top / (lines.length - 1);
  // All lines are told in the unit of the highest.
  const [, unit = ""] = (lines.at(-1)?.text ?? "").split(" ");
  const inUnit = (value: number) =>
    amount === "files" ? grouped(value) : `${Number((value / amountOf(`1 ${unit}`)).toPrecision(3))} ${unit}`;
  const labels = days.map(shortDay);
  let from = 0;
  return [
    { name: `the scale of ${id} reaches ${most}`, holds: top >= most && top - step < most },
    ...lines.map((element, place) => ({
      name: `line ${place} of ${id}`,
      element,
      says: [place === 0 ? "0" : inUnit(place * step)],
    })),
    ...places.map((element, place, all) => {
      const at = place === all.length - 1 ? labels.length - 1 : labels.indexOf(element.text, from);
      from = at + 1;
      return { name: `day ${place} below ${id}`, element, says: [labels[at] ?? "a day in its place"] };
    }),
  ];
}

function amountOf(text: string): number {
  const [digits = "", unit = ""] = text.split(" ");
  const power = Math.max(0, ["bytes", "KiB", "MiB", "GiB"].indexOf(unit));
  return Number(digits.replaceAll(",", "")) * 1024 ** power;
}
