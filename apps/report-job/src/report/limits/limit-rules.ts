import { LIMITED_USE_CASE, type ResourceKind } from "@attached-files/core";
import { sqlText } from "../../state/sql-text.ts";
import { LARGEST_FILE_BYTES } from "../file-rules.ts";
import type { LimitsReport, StandingLimits } from "./limits-schema.ts";

/** The limits of files that are attached to one kind of resource in one scope's instance. */
interface Place extends StandingLimits {
  readonly scope: string;
  readonly instanceId: string | null;
}

function placesOf(limits: LimitsReport): readonly Place[] {
  return limits.flatMap(({ scope, instanceId, standing }) => standing.map((each) => ({ scope, instanceId, ...each })));
}

/** When a row of `files` is larger than what stands for it, in SQL. */
export function tooLarge(limits: LimitsReport): string {
  const places = placesOf(limits);
  const configured = places.find(({ maxFileSizeFrom }) => maxFileSizeFrom === "configured");
  if (configured !== undefined) return `file_size_bytes > ${configured.maxFileSizeBytes}`;
  const learnt = places.filter(({ maxFileSizeFrom }) => maxFileSizeFrom === "learnt");
  if (learnt.length === 0) return `file_size_bytes > ${LARGEST_FILE_BYTES}`;
  const all = [LARGEST_FILE_BYTES, ...learnt.map(({ maxFileSizeBytes }) => maxFileSizeBytes)].join(", ");
  const own = learnt.map((place) => `WHEN ${isAt(place)} THEN ${place.maxFileSizeBytes}::HUGEINT`).join(" ");
  // Nearly no file is larger than the least of all limits, and for the others nothing more needs to be looked at.
  return `(file_size_bytes > least(${all}) AND file_size_bytes > CASE ${own} ELSE ${LARGEST_FILE_BYTES} END)`;
}

/** When the name of a row of `files` does not end as what stands for it allows, in SQL. */
export function extensionNotAllowed(limits: LimitsReport): string {
  const places = placesOf(limits);
  const configured = places.find(({ allowedExtensionsFrom }) => allowedExtensionsFrom === "configured");
  if (configured !== undefined) return `(file_name IS NOT NULL AND NOT ${endsIn(configured.allowedExtensions ?? [])})`;
  const learnt = places.filter(({ allowedExtensionsFrom }) => allowedExtensionsFrom === "learnt");
  const lists = learnt.map(({ allowedExtensions }) => allowedExtensions ?? []);
  const [first] = lists;
  if (first === undefined) return "false";
  const everywhere = first.filter((extension) => lists.every((list) => list.includes(extension)));
  const own = learnt.map((place) => `WHEN ${isAt(place)} THEN NOT ${endsIn(place.allowedExtensions ?? [])}`).join(" ");
  // As above: what is allowed everywhere is allowed here.
  return `(file_name IS NOT NULL AND NOT ${endsIn(everywhere)} AND CASE ${own} ELSE false END)`;
}

const RESOURCES: Readonly<Record<ResourceKind, string>> = {
  case: "^arn:[^:]*:cases:",
  contact: "^arn:[^:]*:connect:[^:]*:[^:]*:instance/[^/]*/contact/",
};

/** Whether learnt limits of a place are for a row. */
function isAt({ scope, instanceId, attachedTo }: Place): string {
  return [
    `coalesce(file_use_case_type, '${LIMITED_USE_CASE}') = '${LIMITED_USE_CASE}'`,
    `scope = ${sqlText(scope)}`,
    `instance_id = ${sqlText(instanceId ?? "")}`,
    `regexp_matches(associated_resource_arn, '${RESOURCES[attachedTo]}')`,
  ].join(" AND ");
}

/** One pattern of all endings is four times as fast as to take a name's ending and look it up (1,000,000 names, 2026-11). */
function endsIn(extensions: readonly string[]): string {
  if (extensions.length === 0) return "false";
  return `regexp_matches(file_name, ${sqlText(`(?i)\\.(${extensions.map(patternOf).join("|")})\\z`)})`;
}

/** The service's text as a pattern of itself: whatever may mean something in patterns stands as its code point. */
function patternOf(extension: string): string {
  return extension.replaceAll(/[^A-Za-z0-9_]/gu, (character) => `\\x{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
