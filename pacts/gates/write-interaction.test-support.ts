import type { FreshPact } from "./fresh-pact.ts";

/** A pair of nobody's. */
export const PAIR = { consumer: "a-consumer", provider: "a-provider" };

/** A consumer's test that writes one interaction. */
export async function writeInteraction(
  fresh: FreshPact,
  description: string,
  answer: string,
  states: readonly string[] = ["a state"],
): Promise<void> {
  const interaction = fresh.pact().addInteraction();
  for (const state of states) interaction.given(state);
  await interaction
    .uponReceiving(description)
    .withRequest("GET", "/thing")
    .willRespondWith(200, (builder) => {
      builder.jsonBody({ answer });
    })
    .executeTest(async (server) => {
      await (await fetch(`${server.url}/thing`)).json();
    });
}
