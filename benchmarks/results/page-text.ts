import type { Machine } from "../shared/machine.ts";
import { isMet } from "../shared/section.ts";
import { goalsText, tableText } from "../shared/text.ts";
import type { Measured, Results } from "./results.ts";
import { SECTION_TEXTS } from "./section-texts.ts";

const HEAD = `# Benchmarks

What is claimed of speed, measured side by side. This page is written by \`pnpm bench\` (ten minutes) and \`pnpm bench --large\`
(three quarters of an hour, for the sizes that are marked *large*), which make all of it again on your machine; \`pnpm bench --quick\` is a look, in a minute and a half. A machine's speed
drifts from minute to minute, and ratios drift less: where there are rounds, figures are medians, and ratios are of pairs
within a round, with the least and the most in brackets; without brackets there was one round. No time is asserted in a test.
`;

/** The page of the last figures, in Markdown. */
export function pageText({ measured }: Results): string {
  const goals = measured.flatMap((each) => each.goals);
  const met = goals.filter(isMet).length;
  const parts = measured.map(sectionText);
  return `${[HEAD, `**${met} of ${goals.length} goals are met.**\n`, ...parts, machinesText(measured)].join("\n")}`;
}

function sectionText({ section, size, tables, goals }: Measured): string {
  const isAllMet = goals.every(isMet);
  const { title, how, why } = SECTION_TEXTS[section] ?? { title: section, how: "" };
  const parts = [
    `## ${title}${size === "full" ? "" : `, ${size}`}`,
    // What was said of the same section at another size is not said again.
    ...(size === "large" ? [] : [how]),
    ...tables.map(tableText),
    ...(goals.length > 0 ? [goalsText(goals)] : []),
    ...(why === undefined || size === "large" || isAllMet ? [] : [why]),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Where and when each section was measured; machines that are the same are told once. */
function machinesText(measured: readonly Measured[]): string {
  const machines = Map.groupBy(measured, ({ machine }) => machineText(machine));
  const lines = [...machines].map(([text, all]) => {
    const sections = all.map(({ section, size, measuredAt }) => `${section} (${size}, ${measuredAt.slice(0, 10)})`);
    return `- ${text}: ${sections.join(", ")}`;
  });
  return `## Where it was measured\n\n${lines.join("\n")}\n`;
}

function machineText({ cpu, cores, memoryGib, system, versions }: Machine): string {
  const all = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${cores} × ${cpu}, ${memoryGib} GiB, ${system}; ${all.join(", ")}`;
}
