import { Verifier } from "@pact-foundation/pact";
import { type PactFile, type Pair, readPact } from "./pact-file.ts";

/** What a state gives back to the contract, for the places that take their values from it. */
export type StateValues = Record<string, string>;

/** Brings the provider into a state. */
export type StateHandler = () => Promise<StateValues | undefined> | StateValues | undefined;

export interface Verification {
  readonly pact: URL | string;
  /** Whose contract it must be; the verifier itself does not look. */
  readonly pair: Pair;
  /** A handler for every state that the contract names, and no other. */
  readonly states: Readonly<Record<string, StateHandler>>;
  /** Where an HTTP provider listens. */
  readonly baseUrl?: string;
  /** How a message provider answers: request in, response out, by description. */
  readonly answer?: (description: string, request: unknown) => Promise<unknown>;
}

/**
 * Verifies a provider against a contract. Pact's verifier passes when a state handler is missing or throws, when the
 * provider's name is wrong, and when there is nothing to verify; all of that is a failure here.
 *
 * @throws {Error} what is wrong, one line each.
 * @returns how many interactions were verified.
 */
export async function verifyPact(verification: Verification): Promise<number> {
  const file = await readPact(verification.pact);
  const troubles = checkBefore(file, verification);
  if (troubles.length > 0) throw new Error(troubles.join("\n"));
  const ran: string[] = [];
  const failed: string[] = [];
  const stateHandlers = Object.fromEntries(
    Object.entries(verification.states).map(([name, handler]) => [
      name,
      async () => {
        try {
          const values = await handler();
          ran.push(name);
          return values;
        } catch (error) {
          failed.push(
            `the state '${name}' could not be reached: ${error instanceof Error ? error.message : String(error)}`,
          );
        }
      },
    ]),
  );
  const answered: string[] = [];
  const { answer } = verification;
  const messageProviders =
    answer &&
    Object.fromEntries(
      file.interactions.map(({ description }) => [
        description,
        async (message: { content?: unknown }) => {
          const response = await answer(description, message.content);
          answered.push(description);
          return response;
        },
      ]),
    );
  const output = await new Verifier({
    provider: verification.pair.provider,
    pactUrls: [verification.pact instanceof URL ? verification.pact.pathname : verification.pact],
    stateHandlers,
    logLevel: "error",
    failIfNoPactsFound: true,
    ...(verification.baseUrl === undefined ? {} : { providerBaseUrl: verification.baseUrl }),
    ...(messageProviders === undefined ? {} : { messageProviders }),
  }).verifyProvider();
  troubles.push(...failed, ...checkAfter(file, output, ran, answer === undefined ? undefined : answered));
  if (troubles.length > 0) throw new Error(troubles.join("\n"));
  return file.interactions.length;
}

function checkBefore(file: PactFile, { pair, states, baseUrl, answer }: Verification): string[] {
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

function checkAfter(
  file: PactFile,
  output: string,
  ran: readonly string[],
  answered: readonly string[] | undefined,
): string[] {
  const troubles: string[] = [];
  const expected = namedStates(file).sort();
  if (JSON.stringify([...ran].sort()) !== JSON.stringify(expected)) {
    troubles.push(`${expected.length} states were named, and ${ran.length} reached`);
  }
  const results = interactionResults(output);
  if (results !== file.interactions.length) {
    troubles.push(`the contract holds ${file.interactions.length} interactions, and ${results} were verified`);
  }
  if (answered !== undefined && new Set(answered).size !== file.interactions.length) {
    troubles.push(`${file.interactions.length} messages were to be answered, and ${new Set(answered).size} were`);
  }
  return troubles;
}

function namedStates(file: PactFile): string[] {
  return file.interactions.flatMap(({ providerStates = [] }) => providerStates.map(({ name }) => name));
}

/** How many interactions the verifier says that it verified. */
function interactionResults(output: unknown): number {
  const parsed = (typeof output === "string" ? JSON.parse(output) : output) as { interactionResults?: unknown };
  return Array.isArray(parsed.interactionResults) ? parsed.interactionResults.length : 0;
}
