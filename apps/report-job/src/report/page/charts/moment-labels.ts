const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const DAY_MS = 86_400_000;

/** A day in UTC, short: 24 Nov. */
export function dayLabel(at: Date): string {
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`;
}

/** A few letters for each moment: days, or times too where several are of one day. */
export function shortLabels(moments: readonly Date[]): readonly string[] {
  const days = new Set(moments.map((at) => Math.floor(at.getTime() / DAY_MS)));
  const hasTimes = days.size < moments.length && days.size <= 3;
  return moments.map((at) => (hasTimes ? `${dayLabel(at)} ${at.toISOString().slice(11, 16)}` : dayLabel(at)));
}

/** Moments as a few letters each, each text once. */
export function momentLabels(moments: readonly Date[]): readonly { readonly at: Date; readonly text: string }[] {
  const labels = new Map<string, Date>();
  const texts = shortLabels(moments);
  for (const [index, at] of moments.entries()) {
    const text = texts[index] ?? "";
    if (!labels.has(text)) labels.set(text, at);
  }
  return [...labels].map(([text, at]) => ({ at, text }));
}
