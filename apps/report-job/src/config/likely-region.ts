import { nearestName } from "@attached-files/core";

/**
 * Regions with an endpoint of Amazon Connect Cases, as far as it was known.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/connect_region.html (read 2026-11)
 */
export const CASES_REGIONS: ReadonlySet<string> = new Set([
  "af-south-1",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-west-2",
  "us-east-1",
  "us-west-2",
]);

/** Where they are, as the console of AWS calls them; people know these names better. */
const PLACES: Readonly<Record<string, string>> = {
  "cape-town": "af-south-1",
  tokyo: "ap-northeast-1",
  seoul: "ap-northeast-2",
  singapore: "ap-southeast-1",
  sydney: "ap-southeast-2",
  canada: "ca-central-1",
  frankfurt: "eu-central-1",
  london: "eu-west-2",
  virginia: "us-east-1",
  "n-virginia": "us-east-1",
  oregon: "us-west-2",
};

const FORM = /^[a-z]{2}(-[a-z]+)+-[0-9]+$/;

/** Whether a name is formed as those of AWS's Regions are, whether or not there is one. */
export function isFormedAsRegion(name: string): boolean {
  return FORM.test(name);
}

/** What a Region's name says where it is with, between its area and its number; GovCloud and others have a word more. */
const DIRECTION = /^(gov-|iso[a-z]?-)?(north|south|east|west|central|northeast|northwest|southeast|southwest)$/;

/** Whether a name is such as AWS's Regions have had so far: formed as one, with a direction that is a word. */
export function isNamedAsRegion(name: string): boolean {
  return isFormedAsRegion(name) && DIRECTION.test(name.split("-").slice(1, -1).join("-"));
}

/**
 * The Region that was probably meant: one in other letters or with other separators, one by the name of its place, or one
 * with Cases that is near. Undefined for one with Cases, and where none is likely.
 */
export function likelyRegion(written: string): string | undefined {
  if (CASES_REGIONS.has(written)) return undefined;
  const name = written
    .slice(0, 100)
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  // In small letters it may be one that this program has not heard of; it is what was written all the same.
  if (name !== written && FORM.test(name)) return name;
  const place = PLACES[name] ?? PLACES[nearestName(name, Object.keys(PLACES)) ?? ""];
  return nearestName(name, [...CASES_REGIONS]) ?? place;
}

/** `likelyRegion` as it stands behind what was expected; empty where none is likely. */
export function regionMeant(written: string): string {
  const likely = likelyRegion(written);
  return likely === undefined ? "" : ` (did you mean ${likely}?)`;
}
