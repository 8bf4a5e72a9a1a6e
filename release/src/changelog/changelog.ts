/** What changesets tells of a change: a part of its own type, which it does not export to those who write changelogs. */
interface Change {
  readonly summary: string;
}

/** A change, as an entry of a changelog: its first line behind a hyphen, the others below it. No hash of a commit says more. */
export async function getReleaseLine({ summary }: Change): Promise<string> {
  const [first = "", ...rest] = summary.trim().split("\n");
  return [`- ${first.trimEnd()}`, ...rest.map((line) => (line.trim() === "" ? "" : `  ${line.trimEnd()}`))].join("\n");
}

/** Nothing: our packages have one version, so that each goes with the others of its own. */
export async function getDependencyReleaseLine(): Promise<string> {
  return "";
}

export default { getReleaseLine, getDependencyReleaseLine };
