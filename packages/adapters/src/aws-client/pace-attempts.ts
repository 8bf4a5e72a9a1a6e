import type { Pacer } from "@attached-files/core";
import { codeOfAwsError } from "./aws-error-codes.ts";
import type { MadeAttempts } from "./made-attempts.ts";
import { readRetryAfterMs } from "./read-retry-after.ts";
import { type Middleware, operationOf, type SdkClient } from "./sdk-client.ts";

/**
 * Carries what a pacer threw through the SDK, which would write on it, take some of it for worth a retry, and let it
 * look like trouble of its own. Not as `cause`: the SDK judges causes too.
 */
export class PacerFailure extends Error {
  override readonly name = "PacerFailure";
  readonly thrown: unknown;

  constructor(thrown: unknown) {
    super("the pacer failed");
    this.thrown = thrown;
  }
}

/**
 * Asks the pacer before every attempt and tells it of every throttle. It stands directly inside the SDK's retries, so
 * that retries are attempts too, and outside the signing, so that no signature grows old while waiting.
 */
export function paceAttempts(client: SdkClient, pacer: Pacer, made: MadeAttempts): void {
  const attempts = new WeakMap<object, number>();
  const middleware: Middleware = (next, context) => async (args) => {
    const operation = operationOf(context);
    const { input } = args as { readonly input: object };
    const attempt = (attempts.get(input) ?? 0) + 1;
    attempts.set(input, attempt);
    // One that was made had its turn.
    if (!made.has(input)) {
      await ofThePacer(() => pacer.acquire(operation, context.__smithy_context?.abortSignal, attempt));
    }
    try {
      return await next(args);
    } catch (error) {
      if (codeOfAwsError(error) === "ThrottlingException")
        await ofThePacer(() => pacer.throttled(operation, readRetryAfterMs(error)));
      throw error;
    }
  };
  const place = { name: "attachedFilesPacer", relation: "after", toMiddleware: "retryMiddleware" };
  client.middlewareStack.addRelativeTo(middleware as never, place as never);
}

/** @throws {PacerFailure} what the pacer threw. */
export async function ofThePacer(work: () => Promise<void> | void): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new PacerFailure(error);
  }
}
