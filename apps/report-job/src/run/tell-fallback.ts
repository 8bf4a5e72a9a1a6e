import type { SearchFallback } from "@attached-files/core";
import { outsideSentence } from "./outside-text.ts";
import type { ScopeRun } from "./scope-run.ts";
import { shortText } from "./short-text.ts";

const told = new WeakMap<object, Set<string>>();

/** Warns, once for each domain of a run, that its search takes more calls than it need, and says what would mend that. */
export function fallbackTeller(run: Pick<ScopeRun, "scope" | "progress">): (fallback: SearchFallback) => void {
  const { scope, progress } = run;
  // A run may search twice: for what is new, and for everything.
  const domains = told.get(run) ?? new Set();
  told.set(run, domains);
  return ({ domainId, operation, error: { code, message } }) => {
    if (domains.has(domainId)) return;
    domains.add(domainId);
    const mend = code === "AccessDeniedException" ? ` Allow cases:${operation} (attached-files permissions).` : "";
    progress.say(
      `${scope}: domain ${shortText(domainId)} is searched case by case, which takes more calls: ${operation} was refused, ${code}: ${outsideSentence(message)}${mend}`,
      { level: "warn", code: "case-by-case" },
    );
  };
}
