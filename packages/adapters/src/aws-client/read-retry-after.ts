/**
 * How long a service asked to wait, in milliseconds, from the headers of the answer behind an SDK error: `Retry-After`
 * in seconds or as an HTTP date, or `x-amz-retry-after` in milliseconds.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after (read 2026-11)
 */
export function readRetryAfterMs(error: unknown, now: number = Date.now()): number | undefined {
  const headers = (error as { $response?: { headers?: Record<string, unknown> } } | null)?.$response?.headers;
  if (headers === undefined) return undefined;
  const milliseconds = headers["x-amz-retry-after"];
  if (typeof milliseconds === "string" && /^\d{1,9}$/.test(milliseconds)) return Number(milliseconds);
  const value = headers["retry-after"];
  if (typeof value !== "string") return undefined;
  if (/^\d{1,7}(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  // Only dates in words: Date.parse would also read -5 or 1e9 as years.
  const at = /^[A-Z][a-z]{2}/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
