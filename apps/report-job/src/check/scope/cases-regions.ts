import { nearestName } from "@attached-files/core";
import { partitionOf } from "../../permissions/permission.ts";

/**
 * Regions with an endpoint of Amazon Connect Cases, as far as it was known.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/connect_region.html (read 2026-11)
 */
const CASES_REGIONS: ReadonlySet<string> = new Set([
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

/** The names of the partitions that lack something, as people know them. */
const PARTITIONS: Readonly<Record<string, string>> = { "aws-cn": "China", "aws-us-gov": "GovCloud" };

export interface RegionSupport {
  /** `no`: AWS has no such service there at all. `unheard-of`: it had none when this was written. */
  readonly kind: "yes" | "no" | "unheard-of";
  readonly text: string;
}

/** Whether a Region has what a scope needs: Cases for a search, Amazon Connect alone for a list of references. */
export function regionSupport(region: string, isSearched: boolean): RegionSupport {
  const partition = partitionOf(region);
  const place = PARTITIONS[partition];
  if (partition === "aws-cn") return { kind: "no", text: `${region} is in ${place}, where there is no Amazon Connect` };
  if (!isSearched) return { kind: "yes", text: `${region}; a list of references needs no Cases` };
  if (place !== undefined) {
    return { kind: "no", text: `${region} is in ${place}, where Amazon Connect Cases has no endpoint to search` };
  }
  if (CASES_REGIONS.has(region)) return { kind: "yes", text: `${region} has Amazon Connect Cases` };
  const near = nearRegion(region);
  const meant = near === undefined ? "" : `; did you mean ${near}?`;
  return { kind: "unheard-of", text: `${region} had no Amazon Connect Cases when this program was made${meant}` };
}

/** The Region with Cases that was probably meant by one that is none; Regions of AWS differ by little, too. */
export function nearRegion(region: string): string | undefined {
  return CASES_REGIONS.has(region) ? undefined : nearestName(region, [...CASES_REGIONS]);
}
