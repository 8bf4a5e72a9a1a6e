import { isActionPattern } from "./allow-list.ts";
import type { FakeCredentials } from "./credentials.ts";

/**
 * Checks keys before the fake knows them. What is wrong is told by place, never by value: it may be a secret.
 *
 * @throws {Error} with all that is wrong.
 */
export function checkCredentials(credentials: readonly FakeCredentials[]): void {
  const first = new Map<string, number>();
  const problems = credentials.flatMap((key, index) => {
    const at = `credentials[${index}]`;
    const found = problemsOf(key as Parameters<typeof problemsOf>[0]).map((problem) => `${at}.${problem}`);
    const id = (key as FakeCredentials | null)?.accessKeyId ?? `none ${index}`;
    const same = first.get(id);
    if (same === undefined) first.set(id, index);
    else found.push(`${at}.accessKeyId is that of credentials[${same}] too`);
    return found;
  });
  if (problems.length > 0) throw new Error(`The fake cannot know these credentials: ${problems.join("; ")}.`);
}

const MEMBERS: Readonly<Record<keyof FakeCredentials, true>> = {
  accessKeyId: true,
  secretAccessKey: true,
  sessionToken: true,
  expiresAt: true,
  account: true,
  arn: true,
  allow: true,
};

/** Keys may come from a file, and then be anything. */
function problemsOf(key: Partial<Record<keyof FakeCredentials, unknown>>): string[] {
  if (typeof key !== "object" || key === null) return ["accessKeyId is missing: a key is an object"];
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt, account, arn, allow = [] } = key;
  const problems = Object.keys(key)
    .filter((name) => !Object.hasOwn(MEMBERS, name))
    .map((name) => `${name} is no member of a key; it has ${Object.keys(MEMBERS).join(", ")}`);
  // What separates the parts of an Authorization header cannot be part of an id in it.
  if (typeof accessKeyId !== "string" || !/^[^\s,/=]+$/.test(accessKeyId)) {
    problems.push("accessKeyId must be a text without spaces, commas, slashes and equal signs");
  }
  if (!isText(secretAccessKey)) problems.push("secretAccessKey must be a text, and not empty");
  if (sessionToken !== undefined && !isText(sessionToken)) {
    problems.push("sessionToken must be a text, and not empty; leave it out where there is none");
  }
  if (expiresAt !== undefined) {
    const isMoment = expiresAt instanceof Date || typeof expiresAt === "string";
    if (!isMoment || Number.isNaN(new Date(expiresAt).getTime())) problems.push("expiresAt must be a valid date");
    if (sessionToken === undefined) problems.push("expiresAt needs a sessionToken: nothing else expires");
  }
  if (account !== undefined && !(typeof account === "string" && /^\d{12}$/.test(account))) {
    problems.push("account must be 12 digits");
  }
  if (arn !== undefined && !(isText(arn) && arn.startsWith("arn:"))) problems.push("arn must begin with arn:");
  if (!Array.isArray(allow)) return [...problems, "allow must be a list of actions"];
  for (const [index, pattern] of allow.entries()) {
    if (typeof pattern !== "string" || !isActionPattern(pattern)) {
      problems.push(`allow[${index}] must be * or have a service's prefix, as connect:Batch* or cases:Search*`);
    }
  }
  return problems;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
