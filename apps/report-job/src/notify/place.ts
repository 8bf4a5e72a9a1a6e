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

/** What is known of a place, a line for each. */
export function placeParts(place: Place | undefined): readonly Line[] {
  const { region, account, instance } = place ?? { region: null, account: null, instance: null };
  return [
    ...(region === null ? [] : [["Region ", { code: region }]]),
    ...(account === null ? [] : [["account ", { code: account }]]),
    ...(instance === null ? [] : [["instance ", { code: instance }]]),
  ];
}
