import type { SearchYield } from "../state/search-yield.ts";
import type { DiscoveryEnd } from "./discover.ts";
import { shortText } from "./short-text.ts";

/**
 * Why a search that was told that its domain is not there is given up, where no file is known that a report could hold: it
 * would be one of nothing. Undefined where it is not so.
 */
export function missingPlace({
  isAnyFound,
  standing,
  end: { trouble },
}: Pick<SearchYield, "isAnyFound" | "standing"> & { readonly end: DiscoveryEnd }) {
  if (isAnyFound || standing > 0 || trouble?.code !== "ResourceNotFoundException") return undefined;
  const { code, message: text } = trouble;
  const message = [
    `The search looked where nothing is: ${code}: ${shortText(text).replace(/\.$/, "")}. No file is known, so that there is nothing to report.`,
    "Correct domainIds or region of the scope, or leave domainIds out: all domains are then found",
    "('attached-files check' looks at them; 'aws connectcases list-domains' names those that there are).",
  ].join(" ");
  return { code, message };
}
