import { InvalidInputError, type Issue, parseArn, show } from "@attached-files/core";

type Check = (value: unknown, path: string) => readonly Issue[];

/** `name/version`, in the characters that HTTP allows in a product token. */
const PRODUCT = /^[\w!#$%&'*+.^`|~-]+(\/[\w!#$%&'*+.^`|~-]+)?$/;
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;

const CHECKS: Readonly<Record<string, Check>> = {
  region: text(/^[a-z0-9-]+$/, "a Region, as eu-west-2"),
  endpoint: checkEndpoint,
  profile: text(/\S/, "the name of a profile"),
  credentials: checkCredentials,
  assumeRole: checkAssumeRole,
  maxAttempts: wholeFrom1,
  retryMode: (value, path) =>
    value === "standard" || value === "adaptive"
      ? []
      : [{ path, expected: "standard or adaptive", received: show(value) }],
  connectTimeoutMs: wholeFrom1,
  requestTimeoutMs: wholeFrom1,
  maxSockets: wholeFrom1,
  directCalls: (value, path) =>
    typeof value === "boolean" ? [] : [{ path, expected: "true or false", received: show(value) }],
  pacer: (value, path) =>
    hasFunction(value, "acquire") && hasFunction(value, "throttled")
      ? []
      : [{ path, expected: "a pacer, with acquire and throttled", received: show(value) }],
  onCall: isFunction,
  onExchange: isFunction,
  userAgent: text(PRODUCT, "name/version, without blanks"),
};

/**
 * Checks options before anything is built of them. A name that is not known is refused rather than ignored: an option
 * that silently does nothing is worse than none. Secrets are never shown.
 *
 * @param others checks of the options that one source has beyond those of every client.
 * @throws {InvalidInputError} with every issue at once.
 */
export function checkAwsClientOptions(
  what: string,
  options: unknown,
  others: Readonly<Record<string, Check>> = {},
): void {
  if (typeof options !== "object" || options === null) {
    throw new InvalidInputError(what, [{ path: "", expected: "an object", received: show(options) }]);
  }
  const checks: Readonly<Record<string, Check>> = { ...CHECKS, ...others };
  const issues = checkMembers(options, checks, "");
  if (issues.length > 0) throw new InvalidInputError(what, issues);
}

function checkMembers(members: object, checks: Readonly<Record<string, Check>>, at: string): readonly Issue[] {
  return Object.entries(members).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (Object.hasOwn(checks, name)) return checks[name]?.(value, `${at}${name}`) ?? [];
    const expected = `one of ${Object.keys(checks).join(", ")}`;
    return [{ path: `${at}${name}`, expected, received: "a name that is not known" }];
  });
}

function isFunction(value: unknown, path: string): readonly Issue[] {
  return typeof value === "function" ? [] : [{ path, expected: "a function", received: show(value) }];
}

/** A whole number of at least 1. */
export function wholeFrom1(value: unknown, path: string): readonly Issue[] {
  // Timers of Node hold 31 bits of milliseconds; more would fire at once.
  if (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 0x7fff_ffff) return [];
  return [{ path, expected: "a whole number of at least 1", received: show(value) }];
}

/** A text of a certain form. */
export function text(form: RegExp, expected: string): Check {
  return (value, path) =>
    typeof value === "string" && form.test(value) ? [] : [{ path, expected, received: show(value) }];
}

function checkEndpoint(value: unknown, path: string): readonly Issue[] {
  const expected = "a URL that begins with http:// or https://";
  if (typeof value !== "string" || !URL.canParse(value)) return [{ path, expected, received: show(value) }];
  const url = new URL(value);
  if (url.username !== "" || url.password !== "") return [{ path, expected, received: "a URL with a password in it" }];
  return url.protocol === "http:" || url.protocol === "https:" ? [] : [{ path, expected, received: show(value) }];
}

function checkCredentials(value: unknown, path: string): readonly Issue[] {
  if (typeof value === "function") return [];
  const { accessKeyId, secretAccessKey } = (value ?? {}) as Record<string, unknown>;
  if (isText(accessKeyId) && isText(secretAccessKey)) return [];
  const expected = "a function, or an object with accessKeyId and secretAccessKey";
  return [{ path, expected, received: "something else (not shown)" }];
}

const ROLE_CHECKS: Readonly<Record<string, Check>> = {
  roleArn: checkRoleArn,
  externalId: text(/^[\w+=,.@:/-]{2,1224}$/, "2 to 1224 of A-Z a-z 0-9 + = , . @ : / _ -"),
  sessionName: text(SESSION_NAME, "2 to 64 of A-Z a-z 0-9 + = , . @ _ -"),
};

function checkAssumeRole(value: unknown, path: string): readonly Issue[] {
  if (typeof value !== "object" || value === null) {
    return [{ path, expected: "an object with roleArn", received: show(value) }];
  }
  const { roleArn } = value as { readonly roleArn?: unknown };
  return [
    ...(roleArn === undefined ? checkRoleArn(roleArn, `${path}.roleArn`) : []),
    ...checkMembers(value, ROLE_CHECKS, `${path}.`),
  ];
}

function checkRoleArn(value: unknown, path: string): readonly Issue[] {
  const arn = parseArn(value);
  if (arn.ok && arn.value.service === "iam" && /^role\/./.test(arn.value.resource) && arn.value.account.length === 12)
    return [];
  return [{ path, expected: "arn:{partition}:iam::{account}:role/{name}", received: show(value) }];
}

function hasFunction(value: unknown, name: string): boolean {
  return typeof (value as Record<string, unknown> | null)?.[name] === "function";
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}
