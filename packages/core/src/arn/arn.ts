import { ok, type Result, refuse, show } from "../validation/result.ts";

/**
 * An Amazon Resource Name taken apart: `arn:{partition}:{service}:{region}:{account}:{resource}`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html (read 2026-11)
 */
export interface Arn {
  /** `aws`, `aws-us-gov`, `aws-cn` or any other: partitions are not a closed list. */
  readonly partition: string;
  readonly service: string;
  /** Empty for global resources. */
  readonly region: string;
  /** 12 digits, or empty, or `aws` for what AWS itself owns. */
  readonly account: string;
  /** Everything behind the fifth colon, colons included. */
  readonly resource: string;
}

// No name of AWS's has control characters, and no address can carry half of a character.
const ARN = /^arn:(aws[a-z0-9-]*):([a-z0-9-]+):([a-z0-9-]*):(\d{12}|aws)?:([^\s\p{Cc}\p{Cs}]+)$/u;
const LONGEST = 2048;

/** Reads any ARN of any partition and service. */
export function parseArn(input: unknown, path = ""): Result<Arn> {
  const expected = "an ARN, arn:{partition}:{service}:{region}:{account}:{resource}";
  if (typeof input !== "string" || input.length > LONGEST) {
    return refuse([{ path, expected: `${expected}, of at most ${LONGEST} characters`, received: show(input) }]);
  }
  const match = ARN.exec(input);
  if (match === null) return refuse([{ path, expected, received: show(input) }]);
  const [, partition = "", service = "", region = "", account = "", resource = ""] = match;
  return ok({ partition, service, region, account, resource });
}

/** Puts an ARN together. It checks nothing: what it was given is what it writes. */
export function formatArn(arn: Arn): string {
  // Joined, which makes one flat text: a template keeps its parts apart, and some hold millions of these.
  return ["arn", arn.partition, arn.service, arn.region, arn.account, arn.resource].join(":");
}
