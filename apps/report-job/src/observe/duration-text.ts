/** A duration as a person says it: `0.9 s`, `42 s`, `10 min`, `3.5 h`. */
export function durationText(durationMs: number): string {
  const total = durationMs / 1000;
  if (total < 10) return `${total.toFixed(1)} s`;
  if (total < 90) return `${Math.round(total)} s`;
  if (total < 5400) return `${Math.round(total / 60)} min`;
  return `${(total / 3600).toFixed(1)} h`;
}
