import { FakeError } from "../operations/fake-error.ts";

/** How far the clocks of client and service may differ. */
const SKEW_SECONDS = 5 * 60;

/**
 * Reads when a request was signed, as `20150830T123600Z`. A `Date` header may be an HTTP date too: botocore signs one
 * where a caller sets it. Whether AWS takes it everywhere is unknown; SQS refused one in
 * https://github.com/brendanhay/amazonka/issues/5 (2014-11).
 *
 * @throws {FakeError} no such time.
 */
export function parseSigningTime(text: string, httpDateToo: boolean): string {
  const isBasic = /^\d{8}T\d{6}Z$/.test(text);
  const isHttpDate = httpDateToo && /( GMT|[+-]\d{4})$/.test(text);
  const date = isBasic ? toDate(text) : new Date(isHttpDate ? text : Number.NaN);
  if (Number.isNaN(date.getTime())) {
    throw new FakeError(
      "IncompleteSignatureException",
      `Date must be in ISO-8601 'basic format'. Got '${text}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  }
  return isBasic ? text : toBasic(date);
}

/**
 * Checks when a request was signed against the service's clock, in whole seconds, as the time was written.
 *
 * @see https://github.com/serverless/enterprise/issues/11 and https://hashnode-hub.vercel.app/posts/664de5a91e584186cd68a61c
 * for AWS's texts (read 2026-11); that for a presigned URL is unknown.
 * @throws {FakeError} signed more than 5 minutes ahead, or longer ago than 5 minutes or than a presigned URL is valid.
 */
export function checkSigningTime(signedAt: string, now: Date, validForSeconds: number = SKEW_SECONDS): void {
  const signedSeconds = toDate(signedAt).getTime() / 1000;
  const nowSeconds = Math.floor(now.getTime() / 1000);
  const earliest = nowSeconds - validForSeconds;
  const latest = nowSeconds + SKEW_SECONDS;
  if (signedSeconds < earliest) {
    const allowed = validForSeconds % 60 === 0 ? `${validForSeconds / 60} min.` : `${validForSeconds} sec.`;
    const bound = `${fromSeconds(earliest)} (${fromSeconds(nowSeconds)} - ${allowed})`;
    throw new FakeError("InvalidSignatureException", `Signature expired: ${signedAt} is now earlier than ${bound}`);
  }
  if (signedSeconds > latest) {
    const bound = `${fromSeconds(latest)} (${fromSeconds(nowSeconds)} + 5 min.)`;
    throw new FakeError(
      "InvalidSignatureException",
      `Signature not yet current: ${signedAt} is still later than ${bound}`,
    );
  }
}

function toDate(basic: string): Date {
  return new Date(basic.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

function toBasic(date: Date): string {
  return date.toISOString().replaceAll(/[-:]|\.\d+/g, "");
}

function fromSeconds(seconds: number): string {
  return toBasic(new Date(seconds * 1000));
}
