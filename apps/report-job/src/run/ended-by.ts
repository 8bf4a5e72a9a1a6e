/** Of what ended the steps of a run early, what is said of the run: the first that is not the time. That may be why time was over. */
export function endedBy<Trouble extends { readonly code: string }>(
  ...troubles: readonly (Trouble | undefined)[]
): Trouble | undefined {
  const met = troubles.filter((trouble) => trouble !== undefined);
  return met.find(({ code }) => code !== "TimeBox") ?? met[0];
}
