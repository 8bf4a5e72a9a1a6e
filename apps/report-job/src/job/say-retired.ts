import type { Progress } from "../run/progress.ts";
import { terminalText } from "../terminal/terminal-text.ts";

/** Tells which old reports were removed, and which were not because something in them is not ours. */
export function sayRetired(
  { removed, left }: { readonly removed: readonly string[]; readonly left: readonly string[] },
  place: string,
  progress: Progress,
): void {
  if (removed.length > 0) {
    const what = removed.length === 1 ? "1 old report" : `${removed.length} old reports`;
    progress.say(`${what} removed from ${place}: ${short(removed)}`);
  }
  if (left.length > 0) {
    progress.say(`Old reports left in ${place}, because this program did not write all of it: ${short(left)}`, {
      level: "warn",
    });
  }
}

function short(names: readonly string[]): string {
  const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
  return `${names.slice(0, 5).map(terminalText).join(", ")}${more}`;
}
