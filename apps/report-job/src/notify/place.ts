import type { ReadableScope } from "../config/readable-parts.ts";
import type { Line } from "./message-line.ts";

/** Where a scope is asked, as far as settings say. */
export interface Place {
  readonly scope: string;
  readonly region: string | null;
  /** Of the role that is assumed, 12 digits; null where none is: it is that of the credentials, which nobody here knows. */
  readonly account: string | null;
  /** Amazon Connect instance; null where all of the account are meant. */
  readonly instance: string | null;
}

/** Where a scope is asked, as far as its settings and the environment say. */
export function placeOf(
  { name, region, isRegionWrong = false, instanceId, assumeRole }: ReadableScope,
  around: string | undefined,
): Place {
  const account = /^arn:[^:]*:iam::(\d{12}):/.exec(assumeRole?.roleArn ?? "")?.[1];
  const at = isRegionWrong ? undefined : (region ?? around);
  return { scope: name, region: at ?? null, account: account ?? null, instance: instanceId ?? null };
}

/** What is known of a place, a line for each. */
export function placeParts(place: Place | undefined): readonly Line[] {
  const { region, account, instance } = place ?? { region: null, account: null, instance: null };
  return [
    ...(region === null ? [] : [["Region ", { code: region }]]),
    ...(account === null ? [] : [["account ", { code: account }]]),
    ...(instance === null ? [] : [["instance ", { code: instance }]]),
  ];
}
