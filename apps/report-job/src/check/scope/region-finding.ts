import { likelyRegion } from "../../config/likely-region.ts";
import { type Finding, failed, passed, unknown } from "../finding.ts";
import { regionSupport } from "./cases-regions.ts";

/**
 * Whether a scope's Region has what the scope needs.
 *
 * @param isAnsweredByAws whether answers to its calls say that there is such a Region.
 */
export function regionFinding(about: string, region: string, isSearched: boolean, isAnsweredByAws: boolean): Finding {
  const subject = { check: "region", about } as const;
  const { kind, text } = regionSupport(region, isSearched);
  if (kind === "yes") return passed(subject, text);
  if (kind === "no") {
    const next =
      "Take the Region that your Amazon Connect instance is in; or give a list as 'references', which needs no search.";
    return failed(subject, text, next, "unavailable");
  }
  if (isAnsweredByAws) return unknown(subject, text, "If the calls below are answered, it has by now.");
  const likely = likelyRegion(region);
  const correct =
    likely === undefined
      ? "Look whether 'region' of the scope is that of your instance"
      : `Correct 'region' of the scope to ${likely}, if that is meant`;
  return unknown(
    subject,
    text,
    `${correct}: what is called instead of AWS may answer in any Region, and tells nothing of it.`,
  );
}
