/** What Pact's verifier says after it ran. */
export interface VerifierResults {
  /** Whether Pact itself is content, which it is too easily. */
  readonly result: boolean;
  readonly interactionResults: readonly InteractionResult[];
}

/** What became of one interaction. */
export interface InteractionResult {
  readonly description: string;
  readonly providerStates?: readonly string[];
  readonly result: string;
  readonly mismatch?: unknown;
}

/** Reads the verifier's results; undefined when they are none, as when it could not run. */
export function readResults(text: string): VerifierResults | undefined {
  try {
    const { result, interactionResults } = JSON.parse(text) as Partial<VerifierResults>;
    if (typeof result !== "boolean" || !Array.isArray(interactionResults)) return undefined;
    return { result, interactionResults };
  } catch {
    return undefined;
  }
}

/** Where the provider broke the contract, a line for each mismatch, beginning with the interaction's description. */
export function brokenPromises({ result, interactionResults }: VerifierResults): string[] {
  const lines = interactionResults.filter(({ result }) => result !== "OK").flatMap(describeResult);
  return result || lines.length > 0 ? lines : ["Pact says that the provider breaks the contract, but not where"];
}

function describeResult({ description, providerStates = [], mismatch }: InteractionResult): string[] {
  const given = providerStates.map((state) => `, given ${state}`).join("");
  const mismatches = (mismatch as { mismatches?: unknown } | undefined)?.mismatches;
  const all: unknown[] = Array.isArray(mismatches) ? mismatches : [mismatch];
  return all.map((one) => `'${description}'${given}: ${describeMismatch(one)}`);
}

function describeMismatch(mismatch: unknown): string {
  const { path, mismatch: text } = (mismatch ?? {}) as { path?: string; mismatch?: string };
  if (text === undefined) return JSON.stringify(mismatch);
  return path === undefined ? text : `${path}: ${text}`;
}
