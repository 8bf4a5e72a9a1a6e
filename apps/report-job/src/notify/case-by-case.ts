import type { Report } from "../report/report-schema.ts";
import { MOST_LISTED } from "./message-limits.ts";
import type { Line } from "./message-line.ts";
import { plainText } from "./plain-text.ts";

const DENIED = "AccessDeniedException";

/** Domains of a scope that were searched case by case, because a search of the whole was refused. */
export interface SearchedCaseByCase {
  readonly scope: string;
  /** How many domains. */
  readonly domains: number;
  /** What was refused, as SearchAllRelatedItems. */
  readonly operation: string;
  /** Of the refusal, as AccessDeniedException. */
  readonly code: string;
  readonly runBook: "trouble-case-by-case";
}

/** What a message tells of domains that this slot's runs searched case by case, by scope and by what was refused. */
export function caseByCaseOf({ slot, scopes }: Pick<Report, "slot" | "scopes">): readonly SearchedCaseByCase[] {
  const found = scopes.flatMap(({ name, run }) => {
    // That of an earlier slot was told with that; a run before version 7 did not note it.
    const fallbacks = run?.slot === slot ? (run.fallbacks ?? []) : [];
    const kinds = Map.groupBy(fallbacks, ({ operation, errorCode }) => JSON.stringify([operation, errorCode]));
    return [...kinds.values()].flatMap((domains) => {
      const [first] = domains;
      if (first === undefined) return [];
      const { operation, errorCode } = first;
      return [
        {
          scope: plainText(name),
          domains: domains.length,
          operation: plainText(operation, 80),
          code: plainText(errorCode, 80),
          runBook: "trouble-case-by-case" as const,
        },
      ];
    });
  });
  return found.slice(0, MOST_LISTED);
}

/** A line for each: the answer is the same, and somebody should know what it costs. */
export function caseByCaseLines({
  caseByCase,
}: {
  readonly caseByCase: readonly SearchedCaseByCase[];
}): readonly Line[] {
  return caseByCase.map(({ scope, domains, operation, code, runBook }): Line => {
    const are = domains === 1 ? "1 domain is" : `${domains.toLocaleString("en")} domains are`;
    const why: Line = code === DENIED ? [" was denied"] : [" was refused, ", { code }];
    return [
      "Care: ",
      { code: scope },
      `: ${are} searched case by case, which takes more calls: `,
      { code: operation },
      ...why,
      ". ",
      { code: `attached-files run-book ${runBook}` },
    ];
  });
}
