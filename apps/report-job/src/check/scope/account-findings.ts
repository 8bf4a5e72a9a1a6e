import type { AppliedQuota, Identity, Probe } from "../../compose-probes.ts";
import type { ScopeConfig } from "../../config/config-schema.ts";
import { type Finding, failed, passed, type Subject, unknown } from "../finding.ts";
import { errorText } from "./error-text.ts";

const REFUSED =
  "Give credentials as to any AWS tool (AWS_PROFILE, AWS_ACCESS_KEY_ID, a role of the machine); of a role that is assumed, check its ARN, its trust policy and externalId.";

export interface CredentialsAsked {
  /** Calls with the same credentials, which may have been refused for them. */
  readonly others?: readonly Probe<unknown>[];
  /** The variable that names what was asked instead of AWS. */
  readonly elsewhere?: string | undefined;
}

/**
 * Who the credentials are.
 *
 * @param probe undefined where nobody was asked, because what the section calls is not AWS.
 */
export function credentialsFinding(
  about: string,
  probe: Probe<Identity> | undefined,
  { others = [], elsewhere }: CredentialsAsked = {},
): Finding {
  const subject: Subject = { check: "credentials", about };
  const refused = others.find(({ error }) => error?.code === "CredentialsUnavailable")?.error;
  if (refused !== undefined) return failed(subject, errorText(refused), REFUSED, "unavailable");
  if (probe === undefined) {
    const next =
      "Nothing to do for a fake; else leave 'endpoint' (and AWS_ENDPOINT_URL_CONNECT) out, or set AWS_ENDPOINT_URL_STS as well.";
    return unknown(subject, "not asked who you are: what is called instead of AWS does not tell", next);
  }
  const { value, error } = probe;
  if (value !== undefined) return passed(subject, `${value.arn ?? "somebody"}, account ${value.account ?? "unknown"}`);
  const text = error === undefined ? "no answer" : errorText(error);
  if (error?.code === "CredentialsUnavailable" || error?.code === "AccessDeniedException") {
    return failed(subject, text, REFUSED, "unavailable");
  }
  if (elsewhere !== undefined && !UNHEARD.has(error?.code))
    return unknown(subject, ...noSuchLanguage("STS", elsewhere));
  return unknown(subject, text, "AWS STS could not tell who you are; the permissions below tell whether that matters.");
}

/** Trouble in which nobody has answered. */
const UNHEARD: ReadonlySet<string | undefined> = new Set([undefined, "SourceUnreachable", "SourceTimeout"]);

/** What to say where something answers that is no such service, as a fake of Amazon Connect. */
function noSuchLanguage(service: string, variable: string): [text: string, next: string] {
  const next =
    variable === "AWS_ENDPOINT_URL"
      ? "For a fake of Amazon Connect, set AWS_ENDPOINT_URL_CONNECT and AWS_ENDPOINT_URL_CONNECTCASES in its place: AWS_ENDPOINT_URL is for servers of all that is called."
      : `Name a server of ${service} there, or leave the variable out.`;
  return [`what stands at ${variable} does not speak ${service}`, next];
}

const OPERATION = "BatchGetAttachedFileMetadata";

/**
 * What Service Quotas applies, against what the configuration takes for the quota.
 *
 * @param probe undefined where nobody was asked, because what the scope calls is not AWS.
 * @param elsewhere the variable that names what was asked instead of AWS.
 */
export function quotaFinding(
  { name, quota }: Pick<ScopeConfig, "name" | "quota">,
  probe: Probe<readonly AppliedQuota[]> | undefined,
  elsewhere?: string,
): Finding {
  const subject: Subject = { check: "quota", about: name };
  const configured = quota.operations?.[OPERATION]?.requestsPerSecond ?? quota.requestsPerSecond;
  const taken = `the configuration takes it for ${configured === "unlimited" ? "unlimited" : `${configured} a second`}`;
  const compare = `Look in Service Quotas of the account for ${OPERATION}, and set quota.requestsPerSecond of the scope to that.`;
  const ofTheServer =
    "For a fake, quota.requestsPerSecond is what it was told by --quotas: 2, or 'unlimited' for none; else, what is allowed where the scope calls.";
  if (probe === undefined) return unknown(subject, `not asked, as this is not AWS; ${taken}`, ofTheServer);
  const { value, error } = probe;
  if (elsewhere !== undefined && error !== undefined && error.code !== "AccessDeniedException") {
    if (UNHEARD.has(error.code)) return unknown(subject, `${errorText(error)}; ${taken}`, ofTheServer);
    const [text, next] = noSuchLanguage("Service Quotas", elsewhere);
    return unknown(subject, `${text}; ${taken}`, `${next} ${ofTheServer}`);
  }
  if (value === undefined) {
    const may =
      error?.code === "AccessDeniedException" ? "Allow servicequotas:ListServiceQuotas to have it compared. " : "";
    return unknown(subject, `${error === undefined ? "no answer" : errorText(error)}; ${taken}`, `${may}${compare}`);
  }
  const applied = value.find((each) => each.name.includes(OPERATION) && each.value !== undefined)?.value;
  if (applied === undefined) {
    return unknown(subject, `Service Quotas names none for ${OPERATION}; ${taken} (AWS's default is 2)`, compare);
  }
  if (configured === "unlimited" || configured > applied) {
    const next = `Set quota.requestsPerSecond of the scope to ${applied}: a run and your agents would be throttled.`;
    return failed(subject, `AWS allows ${applied} a second; ${taken}`, next, "knows-less");
  }
  const more = configured < applied ? `; a higher quota.requestsPerSecond would make runs quicker` : "";
  return passed(subject, `AWS allows ${applied} a second; ${taken}, and a share of ${quota.share} of that${more}`);
}
