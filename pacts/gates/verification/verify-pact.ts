import { fileURLToPath } from "node:url";
import { type Pair, readPact } from "../pact-file.ts";
import { checkAfter, checkBefore } from "./check-verification.ts";
import { brokenPromises } from "./read-results.ts";
import { runVerifier } from "./run-verifier.ts";
import type { Question, VerifierTask } from "./verifier-messages.ts";

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
 * @throws {Error} what is wrong, one line each: of a broken contract the interaction, the place and the mismatch.
 * @returns how many interactions were verified.
 */
export async function verifyPact(verification: Verification): Promise<number> {
  const { pact, pair, states, baseUrl, answer } = verification;
  const file = await readPact(pact);
  refuse(checkBefore(file, verification));
  const reached: string[] = [];
  const failed: string[] = [];
  const answered: string[] = [];

  async function reach(state: string): Promise<StateValues | undefined> {
    try {
      const values = await states[state]?.();
      reached.push(state);
      return values;
    } catch (error) {
      failed.push(`the state '${state}' could not be reached: ${textOf(error)}`);
      return undefined;
    }
  }

  async function reply(question: Question): Promise<unknown> {
    if ("state" in question) return await reach(question.state);
    const { message, content } = question;
    try {
      const response = await answer?.(message, content);
      answered.push(message);
      return response;
    } catch (error) {
      failed.push(`the message '${message}' could not be answered: ${textOf(error)}`);
      throw error;
    }
  }

  const task: VerifierTask = {
    provider: pair.provider,
    // Not the URL's pathname: in that, a space, a percent or an umlaut of a folder's name is encoded.
    pactPath: pact instanceof URL ? fileURLToPath(pact) : pact,
    states: Object.keys(states),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(answer === undefined ? {} : { messages: file.interactions.map(({ description }) => description) }),
  };
  const results = await runVerifier(task, reply);
  const left = checkAfter(file, results, reached, answer === undefined ? undefined : answered);
  refuse([...failed, ...brokenPromises(results), ...left]);
  return file.interactions.length;
}

function refuse(troubles: readonly string[]): void {
  if (troubles.length > 0) throw new Error(troubles.join("\n"));
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
