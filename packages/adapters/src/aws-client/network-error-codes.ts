import type { SourceErrorCode } from "@attached-files/core";

const UNREACHABLE = new Set([
  "EADDRNOTAVAIL",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EAI_NODATA",
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "EMFILE",
  "ENETDOWN",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "EPROTO",
  "ERR_INVALID_URL",
  // Node, where a proxy refuses a tunnel or cannot be reached.
  "ERR_PROXY_TUNNEL",
  "ERR_STREAM_PREMATURE_CLOSE",
]);
/** OpenSSL's and Node's names for what can be wrong with a certificate or a handshake. */
const TLS =
  /^(CERT_|ERR_SSL_|ERR_TLS_|UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|HOSTNAME_MISMATCH|INVALID_CA)/;
/** Node's HTTP parser, when something answered that does not speak HTTP. */
const NO_HTTP = /^HPE_/;

/**
 * What a failure on the way to a service means; undefined where it is none. The code goes before the name: the SDK's
 * HTTP handler names a reset connection TimeoutError too (`@smithy/node-http-handler` 4.14.2, read 2026-11).
 */
export function codeOfNetworkError(error: unknown): SourceErrorCode | undefined {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  if (typeof code === "string") {
    if (UNREACHABLE.has(code) || TLS.test(code)) return "SourceUnreachable";
    if (NO_HTTP.test(code)) return "UnexpectedAnswer";
    if (code === "ETIMEDOUT" || code === "ESOCKETTIMEDOUT") return "SourceTimeout";
  }
  return name === "TimeoutError" ? "SourceTimeout" : undefined;
}

/** Node tries all addresses of a host and then throws an AggregateError without a message of its own. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message !== "") return error.message;
  const errors = error instanceof AggregateError ? error.errors : [];
  return errors.map(messageOf).join("; ") || error.name;
}
