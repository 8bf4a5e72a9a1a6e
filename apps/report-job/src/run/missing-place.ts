import type { SearchYield } from "../state/search-yield.ts";
import type { DiscoveryEnd } from "./discover.ts";
import { outsidePart } from "./outside-text.ts";

/**
 * Why a search that was told that its domain is not there, or that there is none, is given up, where no file is known that a report could hold: it
 * would be one of nothing. Undefined where it is not so.
 */
export function missingPlace({
  isAnyFound,
  standing,
  end: { trouble },
}: Pick<SearchYield, "isAnyFound" | "standing"> & { readonly end: DiscoveryEnd }) {
  if (isAnyFound || standing > 0 || trouble?.code !== "ResourceNotFoundException") return undefined;
  const { code, message: text, operation } = trouble;
  const message = [
    `The search looked where nothing is: ${code}: ${outsidePart(text)}. No file is known, so that there is nothing to report.`,
    operation === "ListDomains"
      ? "Correct region, profile or assumeRole of the scope, or the environment's: it names no domains, and the account has none in that Region"
      : "Correct domainIds or region of the scope, or leave domainIds out: all domains are then found",
    "('attached-files check' looks at them; 'aws connectcases list-domains' names those that there are).",
  ].join(" ");
  return { code, message };
}
