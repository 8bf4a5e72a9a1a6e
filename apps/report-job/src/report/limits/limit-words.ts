import type { LimitOrigin, LimitsReport, StandingLimits } from "./limits-schema.ts";

/** Where the limits stand on the page. */
export const LIMITS_TITLE = "Limits of files";

const SIZE_ORIGINS: Readonly<Record<LimitOrigin, string>> = {
  configured: "the limit that is configured for this report",
  learnt: "the limit that Amazon Connect says it has",
  default: "the most that Amazon Connect lets anybody allow",
};

const EXTENSION_ORIGINS: Readonly<Record<Exclude<LimitOrigin, "default">, string>> = {
  configured: "that are configured for this report",
  learnt: "that Amazon Connect says it allows",
};

function standing(limits: LimitsReport): readonly StandingLimits[] {
  return limits.flatMap((each) => each.standing);
}

/** What it means that a file is too large. */
export function tooLargeMeaning(limits: LimitsReport): string {
  const all = standing(limits);
  const sizes = all
    .map(({ maxFileSizeBytes }) => BigInt(maxFileSizeBytes))
    .sort((one, other) => (one < other ? -1 : 1));
  const [least = 0n, most = 0n] = [sizes[0], sizes.at(-1)];
  const origins = new Set(all.map(({ maxFileSizeFrom }) => maxFileSizeFrom));
  const [origin = "default"] = origins;
  if (least === most && origins.size <= 1) return `Larger than ${bytes(least)}, ${SIZE_ORIGINS[origin]}.`;
  const range = least === most ? bytes(least) : `between ${bytes(least)} and ${bytes(most)}`;
  return `Larger than the limit that stands where it is attached, ${range}: see '${LIMITS_TITLE}'.`;
}

/** What it means that a file's extension is not allowed. */
export function extensionMeaning(limits: LimitsReport): string {
  const lists = new Map<string, LimitOrigin>();
  for (const { allowedExtensions, allowedExtensionsFrom } of standing(limits)) {
    if (allowedExtensions === null) continue;
    lists.set(allowedExtensions.map(plainExtension).join(", "), allowedExtensionsFrom);
  }
  const [one] = lists;
  if (one === undefined || lists.size > 1) {
    return `Its name does not end in one of the extensions that are allowed where it is attached: see '${LIMITS_TITLE}'.`;
  }
  const [list, origin] = one;
  return `Its name does not end in one of the extensions ${EXTENSION_ORIGINS[origin === "default" ? "learnt" : origin]}: ${list}.`;
}

/** Whether extensions are looked at anywhere. */
export function areExtensionsLimited(limits: LimitsReport): boolean {
  return standing(limits).some(({ allowedExtensions }) => allowedExtensions !== null);
}

/** Whether any limit comes from Amazon Connect, where it can be changed. */
export function isAnyLearnt(limits: LimitsReport, member: "maxFileSizeFrom" | "allowedExtensionsFrom"): boolean {
  return standing(limits).some((each) => each[member] === "learnt");
}

/** An extension within a sentence: the model allows plain characters alone, and others are shown as what they are. */
export function plainExtension(extension: string): string {
  return extension.replaceAll(
    /[^A-Za-z0-9._-]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`,
  );
}

function bytes(amount: bigint): string {
  return `${amount.toLocaleString("en")} bytes`;
}
