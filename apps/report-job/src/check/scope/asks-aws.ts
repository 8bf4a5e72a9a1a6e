import type { ScopeTarget } from "../../compose.ts";

/** Hosts of AWS, those of a private network's own endpoints among them. */
const AWS_HOST = /(^|\.)(amazonaws\.com|amazonaws\.com\.cn|api\.aws)$/;

/**
 * Whether who calls a scope's services calls AWS. Nobody's credentials are shown to AWS for a fake's sake, unless the
 * environment says where STS is.
 */
export function asksAws(
  { endpoint }: Pick<ScopeTarget, "endpoint">,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  if (environment.AWS_ENDPOINT_URL_STS || environment.AWS_ENDPOINT_URL) return true;
  const url = endpoint ?? (environment.AWS_ENDPOINT_URL_CONNECT || undefined);
  return url === undefined || (URL.canParse(url) && AWS_HOST.test(new URL(url).hostname));
}
