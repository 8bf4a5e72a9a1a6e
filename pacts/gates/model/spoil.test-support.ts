import { committedPact, type HttpInteraction, PAIRS, readPact } from "../pact-file.ts";
import { checkInteraction } from "./check-interaction.ts";
import { SERVICE_MODELS } from "./service-model.ts";

export type Provider = keyof typeof SERVICE_MODELS;

// biome-ignore lint/suspicious/noExplicitAny: a tamper reaches into JSON of any shape.
type Json = any;

/** A copy of an interaction, to be changed in place. */
export interface Spoilt {
  description: string;
  request: Json;
  response: Json;
}

/** What a tamper is called, the interaction that it spoils, how, and what the check says then. */
export type Tamper = [name: string, description: string, change: (interaction: Spoilt) => void, expected: RegExp];

export async function interactions(provider: Provider): Promise<readonly HttpInteraction[]> {
  const pair = PAIRS.find((each) => each.provider === provider);
  if (pair === undefined) throw new Error(`no contract with ${provider}`);
  return (await readPact(committedPact(pair))).interactions as readonly HttpInteraction[];
}

/** What the check says of an interaction of the contract that was spoilt, a line each. */
export async function spoil(
  provider: Provider,
  description: string,
  change: (interaction: Spoilt) => void,
): Promise<string> {
  const found = (await interactions(provider)).find((each) => each.description === description);
  if (found === undefined) throw new Error(`no interaction '${description}'`);
  const copy = structuredClone(found);
  change(copy);
  return checkInteraction(SERVICE_MODELS[provider], copy).join("\n");
}
