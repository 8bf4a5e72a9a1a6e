import { FakeError, type Service } from "../operations/fake-error.ts";

/** What a signing key is good for: one day, Region and service. */
export interface CredentialScope {
  /** As `20150830`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** `aws4_request` in all that AWS accepts. */
  readonly terminator: string;
}

/**
 * Reads `keyid/date/region/service/term`. AWS's own text goes on with `, got '…'`; here it does not, because whoever
 * mixes up key and secret would find the secret in it, as in https://github.com/mhart/aws4/issues/97 (read 2026-11).
 *
 * @throws {FakeError} not five elements.
 */
export function parseCredential(text: string): { readonly accessKeyId: string; readonly scope: CredentialScope } {
  const [accessKeyId = "", date = "", region = "", service = "", terminator, ...more] = text.split("/");
  if (terminator === undefined || more.length > 0) {
    throw new FakeError(
      "IncompleteSignatureException",
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.",
    );
  }
  return { accessKeyId, scope: { date, region, service, terminator } };
}

/**
 * Checks what a signature is scoped to. The texts are AWS's where it has published them; those on the day's values and
 * on the terminator are unknown beyond their first half. Every Region is one where the fake is.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html (read 2026-11)
 * @see https://github.com/cllunsford/aws-signing-proxy/issues/25 (the service's text; read 2026-11)
 * @throws {FakeError} another day than that of `signedAt`, another service, no Region or another terminator.
 */
export function checkScope(scope: CredentialScope, signedAt: string, service: Service): void {
  const problems: string[] = [];
  if (!/^[a-z0-9-]+$/.test(scope.region)) {
    problems.push(`Credential should be scoped to a valid Region, not '${scope.region}'.`);
  }
  // The signing names of Amazon Connect and of Connect Cases are what the fake calls the two services.
  if (scope.service !== service) problems.push(`Credential should be scoped to correct service: '${service}'.`);
  if (scope.terminator !== "aws4_request") {
    problems.push("Credential should be scoped with a valid terminator: 'aws4_request'.");
  }
  const day = signedAt.slice(0, 8);
  if (scope.date !== day) {
    const text = "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP";
    problems.push(`${text}: '${scope.date}' != '${day}', from '${signedAt}'.`);
  }
  if (problems.length > 0) throw new FakeError("InvalidSignatureException", problems.join(" "));
}
