import type { Attempt } from "./deliver.ts";

const LONGEST_RETRY_AFTER_MS = 86_400_000;

/** Calls a webhook once. Redirects are not followed: whoever may read the message is who was configured. */
export async function callWebhook(url: string, body: string, signal: AbortSignal, now: Date): Promise<Attempt> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "attached-files" },
      body,
      redirect: "manual",
      signal,
    });
    await response.body?.cancel();
  } catch (error) {
    return {
      isSent: false,
      why: signal.aborted ? "no answer in time" : connectionTrouble(error),
      isWorthRepeating: true,
    };
  }
  const { status } = response;
  if (status >= 200 && status < 300) return { isSent: true };
  const isRedirect = status >= 300 && status < 400;
  const why = `answered ${status}${isRedirect ? ", a redirect, which is not followed" : ""}`;
  const isWorthRepeating = status === 408 || status === 429 || status >= 500;
  const retryAfterMs = retryAfter(response.headers.get("retry-after"), now);
  return { isSent: false, why, isWorthRepeating, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

/** Node's own code of what was wrong; its message would tell addresses. */
function connectionTrouble(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = (cause as { readonly code?: unknown } | undefined)?.code;
  return typeof code === "string" && /^[A-Z0-9_]{1,60}$/.test(code) ? `no connection: ${code}` : "no connection";
}

/** Seconds, or a moment. */
function retryAfter(value: string | null, now: Date): number | undefined {
  if (value === null || value.trim() === "") return undefined;
  const waitMs = /^\s*\d+\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return Number.isNaN(waitMs) ? undefined : Math.min(LONGEST_RETRY_AFTER_MS, Math.max(0, waitMs));
}
