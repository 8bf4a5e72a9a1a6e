import type { IncomingHttpHeaders } from "node:http";

const LOOPBACK = /^(localhost|[\w.-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether nobody but this machine can reach a server that listens on `host`. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host.toLowerCase()) || host === "::1";
}

/**
 * Why a request may come from a web page, which any site can make a browser send to this machine; undefined where it
 * does not. A page tells its origin, and one that has bound its own name to 127.0.0.1 tells that name as the host.
 *
 * @param boundHost where the server listens. Beyond loopback it has names that nobody here knows, and every Host is taken.
 */
export function reasonToRefuse(headers: IncomingHttpHeaders, boundHost: string): string | undefined {
  if (headers.origin !== undefined) return "requests with an Origin header come from web pages, and are refused";
  if (isFromAnotherSite(headers["sec-fetch-site"])) return "requests from other sites are refused";
  if (!isLoopback(boundHost)) return undefined;
  const host = (headers.host ?? "").toLowerCase().replace(/:\d*$/, "");
  if (isLoopback(host) || host === boundHost.toLowerCase()) return undefined;
  return "the Host header must name this machine, as localhost or 127.0.0.1";
}

function isFromAnotherSite(site: string | readonly string[] | undefined): boolean {
  return site !== undefined && site !== "none" && site !== "same-origin";
}
