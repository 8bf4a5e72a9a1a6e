import { isSourceError } from "@attached-files/core";
import type { AwsClientOptions } from "./aws-client-options.ts";

/** Makes a call, and tells how it ended. What throws anything but a source's error was none. */
export async function tellCall<T>(
  onCall: AwsClientOptions["onCall"],
  operation: string,
  work: () => Promise<T>,
): Promise<T> {
  if (onCall === undefined) return await work();
  const since = performance.now();
  const ended = (): { operation: string; durationMs: number } => ({ operation, durationMs: performance.now() - since });
  let answer: T;
  try {
    answer = await work();
  } catch (error) {
    if (isSourceError(error)) onCall({ ...ended(), errorCode: error.code });
    throw error;
  }
  onCall(ended());
  return answer;
}
