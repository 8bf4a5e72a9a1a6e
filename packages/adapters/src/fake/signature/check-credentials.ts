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
    const found = problemsOf(key).map((problem) => `${at}.${problem}`);
    const same = first.get(key.accessKeyId);
    if (same === undefined) first.set(key.accessKeyId, index);
    else found.push(`${at}.accessKeyId is that of credentials[${same}] too`);
    return found;
  });
  if (problems.length > 0) throw new Error(`The fake cannot know these credentials: ${problems.join("; ")}.`);
}

function problemsOf(key: FakeCredentials): string[] {
  const problems: string[] = [];
  // What separates the parts of an Authorization header cannot be part of an id in it.
  if (!/^[^\s,/=]+$/.test(key.accessKeyId)) {
    problems.push("accessKeyId must be a text without spaces, commas, slashes and equal signs");
  }
  if (key.secretAccessKey === "") problems.push("secretAccessKey must not be empty");
  if (key.sessionToken === "") problems.push("sessionToken must not be empty; leave it out where there is none");
  if (key.expiresAt !== undefined) {
    if (Number.isNaN(key.expiresAt.getTime())) problems.push("expiresAt must be a valid date");
    if (key.sessionToken === undefined) problems.push("expiresAt needs a sessionToken: nothing else expires");
  }
  if (key.account !== undefined && !/^\d{12}$/.test(key.account)) problems.push("account must be 12 digits");
  if (key.arn !== undefined && !key.arn.startsWith("arn:")) problems.push("arn must begin with arn:");
  for (const [index, pattern] of (key.allow ?? []).entries()) {
    if (!isActionPattern(pattern)) {
      problems.push(`allow[${index}] must be * or have a service's prefix, as connect:Batch* or cases:Search*`);
    }
  }
  return problems;
}
