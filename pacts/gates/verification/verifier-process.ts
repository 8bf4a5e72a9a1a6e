import { Verifier } from "@pact-foundation/pact";
import type { FromVerifier, Question, ToVerifier, VerifierTask } from "./verifier-messages.ts";

// The process that run-verifier.ts forks: Pact's verifier prints from native code, which only a process of its own keeps
// out of the tests' log. The provider lives in the parent, so whatever the verifier needs of it is asked there.

type Answer = (reply: { readonly value?: unknown; readonly error?: string }) => void;
const open = new Map<number, Answer>();
let asked = 0;

process.on("message", (message: ToVerifier) => {
  if ("task" in message) void verify(message.task);
  else open.get(message.id)?.(message);
});
// A parent that is gone asks for nothing any more. Pact's native threads may hold up an orderly exit for a minute.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));

function ask(question: Question): Promise<unknown> {
  const id = ++asked;
  return new Promise((resolve, reject) => {
    open.set(id, ({ value, error }) => {
      open.delete(id);
      if (error === undefined) resolve(value);
      else reject(new Error(error));
    });
    tell({ id, question });
  });
}

async function verify({ provider, pactPath, states, baseUrl, messages }: VerifierTask): Promise<void> {
  const stateHandlers = states.map((state) => [state, () => ask({ state })]);
  const messageProviders = messages?.map((message) => [
    message,
    ({ content }: { content?: unknown }) => ask({ message, content }),
  ]);
  const verifier = new Verifier({
    provider,
    pactUrls: [pactPath],
    stateHandlers: Object.fromEntries(stateHandlers),
    logLevel: "error",
    failIfNoPactsFound: true,
    ...(baseUrl === undefined ? {} : { providerBaseUrl: baseUrl }),
    ...(messageProviders === undefined ? {} : { messageProviders: Object.fromEntries(messageProviders) }),
  });
  try {
    tell({ results: String(await verifier.verifyProvider()) });
  } catch (error) {
    // A provider that breaks the contract is an error whose message is the results.
    tell({ results: error instanceof Error ? error.message : String(error) });
  }
}

function tell(message: FromVerifier): void {
  process.send?.(message);
}
