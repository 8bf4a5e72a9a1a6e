import { type Cell, type Column, type Goal, isMet, type Table } from "./section.ts";

/** A table in Markdown, below its title. */
export function tableText({ title, columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    `**${title}**`,
    "",
    line(columns.map((column) => column.title)),
    line(columns.map((_, index) => (index === 0 ? "---" : "---:"))),
    ...rows.map((row) => line(columns.map((column, index) => cellText(row[index] ?? null, column)))),
  ].join("\n");
}

/** Goals as a list in Markdown. */
export function goalsText(goals: readonly Goal[]): string {
  return goals
    .map((goal) => {
      const bound = goal.most === undefined ? `${goal.least} at least` : `${goal.most} at most`;
      return `- ${goal.what}: ${figure(goal.measured, 2)}; the goal is ${bound}: **${isMet(goal) ? "met" : "missed"}**.`;
    })
    .join("\n");
}

function cellText(cell: Cell, { digits = 0 }: Column): string {
  if (cell === null) return "";
  if (typeof cell === "string") return cell;
  if (typeof cell === "number") return figure(cell, digits);
  const { median, least, most } = cell;
  // One round has no spread.
  if (least === most) return figure(median, digits);
  return `${figure(median, digits)} (${figure(least, digits)}–${figure(most, digits)})`;
}

function figure(value: number, digits: number): string {
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
