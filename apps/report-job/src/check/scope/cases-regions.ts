import { CASES_REGIONS, isNamedAsRegion, likelyRegion } from "../../config/likely-region.ts";
import { partitionOf } from "../../permissions/permission.ts";

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
  const likely = likelyRegion(region);
  const meant = likely === undefined ? "" : `; did you mean ${likely}?`;
  if (!isSearched && !isNamedAsRegion(region)) {
    return { kind: "unheard-of", text: `${region} is named as no Region of AWS is, as eu-central-1${meant}` };
  }
  if (!isSearched) return { kind: "yes", text: `${region}; a list of references needs no Cases` };
  if (place !== undefined) {
    return { kind: "no", text: `${region} is in ${place}, where Amazon Connect Cases has no endpoint to search` };
  }
  if (CASES_REGIONS.has(region)) return { kind: "yes", text: `${region} has Amazon Connect Cases` };
  return { kind: "unheard-of", text: `${region} had no Amazon Connect Cases when this program was made${meant}` };
}
