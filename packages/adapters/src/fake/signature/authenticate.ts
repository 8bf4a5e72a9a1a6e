import type { IncomingHttpHeaders } from "node:http";
import { ANYBODY, type Caller, DEFAULT_ACCOUNT } from "../operations/caller.ts";
import { FakeError, type Service } from "../operations/fake-error.ts";
import { isActionAllowed } from "./allow-list.ts";
import { sha256 } from "./canonical-request.ts";
import { checkCredentials } from "./check-credentials.ts";
import type { Claim } from "./claim.ts";
import { checkScope } from "./credential-scope.ts";
import type { FakeCredentials } from "./credentials.ts";
import { parseAuthorization } from "./parse-authorization.ts";
import { isPresigned, parsePresigned } from "./parse-presigned.ts";
import { computeSignature, isSame } from "./signature.ts";
import { checkSigningTime } from "./signing-time.ts";

/** A request as it came over the wire. */
export interface RawRequest {
  readonly method: string;
  /** Path and query as they were written. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
  readonly service: Service;
}

/** Tells who makes a request. @throws {FakeError} as AWS would refuse it. */
export type Authenticate = (request: RawRequest) => Caller;

/** Knows no keys and takes every request, signed or not. */
export const acceptAnybody: Authenticate = () => ANYBODY;

/**
 * Takes requests that one of these keys has signed with AWS Signature Version 4, in a header or in the query.
 *
 * AWS publishes no order of its checks; here what is wrong with the request itself comes before what is wrong with its
 * key. Its texts are those of services that speak JSON, as https://github.com/aws/aws-sdk-ruby/issues/431 and
 * https://github.com/badslug/Paw-AWSSignature4DynamicValue/issues/5 show them (read 2026-11). Unlike AWS, the text of a
 * wrong signature does not repeat what should have been signed: a session token is part of that.
 *
 * @throws {Error} keys that are malformed or known twice, all of them at once.
 */
export function authenticateWith(known: readonly FakeCredentials[], clock: () => Date): Authenticate {
  checkCredentials(known);
  const keys = new Map(known.map((key) => [key.accessKeyId, { ...key }]));
  return (request) => {
    const claim = readClaim(request);
    checkSignedHeaders(claim);
    checkScope(claim.scope, claim.signedAt, request.service);
    const now = clock();
    checkSigningTime(claim.signedAt, now, claim.validForSeconds);
    const key = keys.get(claim.accessKeyId);
    if (key === undefined || !isSame(key.sessionToken ?? "", claim.sessionToken ?? "")) {
      throw new FakeError("UnrecognizedClientException", "The security token included in the request is invalid.");
    }
    if (key.expiresAt !== undefined && now >= new Date(key.expiresAt)) {
      throw new FakeError("ExpiredTokenException", "The security token included in the request is expired");
    }
    checkSignature(key, claim, request);
    return toCaller(key, claim.scope.region);
  };
}

function readClaim({ headers, target }: RawRequest): Claim {
  if (headers.authorization !== undefined) return parseAuthorization(headers.authorization, headers);
  if (isPresigned(target)) return parsePresigned(target);
  throw new FakeError("MissingAuthenticationTokenException", "Missing Authentication Token");
}

/**
 * @see https://github.com/aws/aws-sdk-php/issues/2469 for the text on Host (read 2026-11); AWS's on the date is unknown,
 * and so is whether it asks for it.
 */
function checkSignedHeaders({ mustBeSigned, signedHeaders }: Claim): void {
  const unsigned = mustBeSigned.find((name) => !signedHeaders.includes(name.toLowerCase()));
  if (unsigned === undefined) return;
  const name = unsigned === "Host" ? "'Host' or ':authority'" : `'${unsigned}'`;
  throw new FakeError("InvalidSignatureException", `${name} must be a 'SignedHeader' in the AWS Authorization.`);
}

function checkSignature({ secretAccessKey }: FakeCredentials, claim: Claim, request: RawRequest): void {
  const { headers, body } = request;
  const { signedHeaders } = claim;
  const bodyHash = sha256(body);
  const signedHash = signedHeaders.includes("x-amz-content-sha256")
    ? String(headers["x-amz-content-sha256"])
    : bodyHash;
  const expected = computeSignature(secretAccessKey, claim, { ...request, signedHeaders, payloadHash: signedHash });
  const isBodyAsSigned = signedHash === "UNSIGNED-PAYLOAD" || signedHash === bodyHash;
  if (isSame(expected, claim.signature) && isBodyAsSigned) return;
  throw new FakeError(
    "InvalidSignatureException",
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key " +
      "and signing method. Consult the service documentation for details.",
  );
}

function toCaller(key: FakeCredentials, region: string): Caller {
  const { account = DEFAULT_ACCOUNT, accessKeyId, allow } = key;
  return {
    account,
    region,
    arn: key.arn ?? `arn:aws:iam::${account}:user/${accessKeyId}`,
    isAllowed: (action) => isActionAllowed(allow, action),
  };
}
