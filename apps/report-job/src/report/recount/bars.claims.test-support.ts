import type { Claim } from "./claim.test-support.ts";
import type { FileLine } from "./files-table.test-support.ts";
import { grouped, share } from "./human-text.test-support.ts";
import type { Recount } from "./recount.test-support.ts";

/** Files that have a text in common. */
export type Group = readonly [name: string, lines: readonly FileLine[]];

/** The bars of a breakdown, each with its name, its files and their share. */
export function claimsOfBars(
  drawing: ReturnType<Recount["page"]["find"]>,
  id: string,
  drawn: readonly Group[],
  whole: number,
): readonly Claim[] {
  const amounts = drawn.map(([, { length }]) => `${grouped(length)} · ${share(length, whole)}`);
  // A drawing has no room for an exact one.
  const names = drawn.map(([name]) => name.replace(/ \(\d{4}-\d\d\)$/, ""));
  const [labels, values] = [drawing.querySelectorAll("text.name"), drawing.querySelectorAll("text.value")];
  // A name for which there is no room is cut in its middle.
  const cut = (name = "no such bar", shown: string) => {
    const [start = "", end] = shown.split("…");
    return end !== undefined && name.startsWith(start) && name.endsWith(end) ? shown : name;
  };
  return [
    { name: `bars of ${id}`, holds: labels.length === drawn.length && values.length === drawn.length },
    {
      name: `description of ${id}`,
      element: drawing.querySelector("desc"),
      says: names.flatMap((name, index) => [name, `: ${amounts[index]}`]),
    },
    ...labels.map((element, index) => ({
      name: `bar ${index} of ${id}`,
      element,
      says: [cut(names[index], element.text)],
    })),
    ...values.map((element, index) => ({
      name: `value ${index} of ${id}`,
      element,
      says: [amounts[index] ?? "no such bar"],
    })),
  ];
}
