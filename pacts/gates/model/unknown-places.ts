/** Where an interaction may hold something that no model knows. */
export type UnknownPlace = "status" | "use case" | "union member";

const DECLARED: Readonly<Record<UnknownPlace, RegExp>> = {
  status: /\bunknown status\b/,
  "use case": /\bunknown use case\b/,
  "union member": /\bunknown union member\b/,
};

const MEMBERS: readonly [UnknownPlace, RegExp][] = [
  ["status", /status$/i],
  ["use case", /UseCaseType$/],
];

/** What an interaction's description declares unknown, as 'a request for a file with an unknown status'. */
export function unknownPlaces(description: string): ReadonlySet<UnknownPlace> {
  const places = Object.keys(DECLARED) as UnknownPlace[];
  return new Set(places.filter((place) => DECLARED[place].test(description)));
}

/** Which declaration lets a member that is an enum hold an unknown value, if one does. */
export function placeOfEnum(member: string): UnknownPlace | undefined {
  return MEMBERS.find(([, pattern]) => pattern.test(member))?.[0];
}
