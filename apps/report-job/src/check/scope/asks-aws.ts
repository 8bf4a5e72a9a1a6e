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
  return isOfAws(endpoint ?? (environment.AWS_ENDPOINT_URL_CONNECT || undefined));
}

/** Whether it is AWS that answers a scope's own calls, which knows its Regions; a fake answers in every one. */
export function isAnsweredByAws(
  { endpoint }: Pick<ScopeTarget, "endpoint">,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  const around = ["_CONNECTCASES", "_CONNECT", ""].map((service) => environment[`AWS_ENDPOINT_URL${service}`]);
  return isOfAws(endpoint ?? around.find((url) => url));
}

function isOfAws(url: string | undefined): boolean {
  return url === undefined || (URL.canParse(url) && AWS_HOST.test(new URL(url).hostname));
}

/** What is asked about the account. */
export type AccountService = "STS" | "SERVICE_QUOTAS";

/** The variable by which a service of the account is asked somewhere that is not AWS; undefined where it is AWS that is asked. */
export function elsewhereBy(
  service: AccountService,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const variable = [`AWS_ENDPOINT_URL_${service}`, "AWS_ENDPOINT_URL"].find((each) => environment[each]);
  const url = variable === undefined ? undefined : environment[variable];
  return isOfAws(url) ? undefined : variable;
}
