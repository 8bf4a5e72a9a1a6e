import type { PactFile, Pair } from "../pact-file.ts";
import type { VerifierResults } from "./read-results.ts";

/** What a provider's test says that it will verify. */
export interface VerificationPlan {
  /** Whose contract it must be; the verifier itself does not look. */
  readonly pair: Pair;
  /** A handler for every state that the contract names, and no other. */
  readonly states: Readonly<Record<string, unknown>>;
  readonly baseUrl?: string;
  readonly answer?: unknown;
}

/**
 * What is wrong with a contract or with the test that is to verify it, which Pact's verifier would pass over.
 *
 * @returns a line each.
 */
export function checkBefore(file: PactFile, { pair, states, baseUrl, answer }: VerificationPlan): string[] {
  const troubles: string[] = [];
  if (file.consumer.name !== pair.consumer || file.provider.name !== pair.provider) {
    troubles.push(
      `the contract is of ${file.consumer.name} and ${file.provider.name}, not of ${pair.consumer} and ${pair.provider}`,
    );
  }
  if (file.interactions.length === 0) troubles.push("the contract holds no interaction");
  if ((baseUrl === undefined) === (answer === undefined))
    troubles.push("a provider either listens or answers messages");
  const named = new Set(namedStates(file));
  for (const name of named) if (!Object.hasOwn(states, name)) troubles.push(`no handler for the state '${name}'`);
  for (const name of Object.keys(states))
    if (!named.has(name)) troubles.push(`a handler for the state '${name}', which no interaction names`);
  for (const { description, providerStates = [] } of file.interactions) {
    if (providerStates.length === 0) troubles.push(`'${description}' names no state`);
  }
  return troubles;
}

/**
 * What the verifier left out, which it passes over in silence: states that it did not reach, interactions that it did not
 * verify, messages that nobody answered.
 *
 * @param reached the states whose handlers ran to their end, as often as they did.
 * @param answered the descriptions of the messages that were answered; undefined of a provider that listens.
 * @returns a line each.
 */
export function checkAfter(
  file: PactFile,
  { interactionResults }: VerifierResults,
  reached: readonly string[],
  answered: readonly string[] | undefined,
): string[] {
  const descriptions = file.interactions.map(({ description }) => description);
  const verified = interactionResults.map(({ description }) => description);
  return [
    ...compare("state", "reached", namedStates(file), reached),
    ...compare("interaction", "verified", descriptions, verified),
    ...(answered === undefined ? [] : compare("message", "answered", descriptions, answered)),
  ];
}

/** As often as it is named, no more and no less. */
function compare(kind: string, done: string, expected: readonly string[], actual: readonly string[]): string[] {
  return [...new Set([...expected, ...actual])].flatMap((name) => {
    const [due, seen] = [expected, actual].map((all) => all.filter((one) => one === name).length);
    return due === seen ? [] : [`the ${kind} '${name}' was to be ${done} ${due} times, and was ${seen} times`];
  });
}

function namedStates(file: PactFile): string[] {
  return file.interactions.flatMap(({ providerStates = [] }) => providerStates.map(({ name }) => name));
}
