import type { JSX } from "preact";
import type { Report, RunFacts } from "../report-schema.ts";
import { number } from "./quantities.tsx";
import { StrangerText } from "./stranger-text.tsx";

/** A page is read by people; report.json has the rest. */
const LONGEST_LIST = 20;

/** Domains that were searched case by case: what it cost, and what would mend it. Nothing where none was. */
export function CaseByCase({ report }: { readonly report: Report }): JSX.Element | null {
  const met = report.scopes.flatMap(({ name, run }) =>
    (run?.fallbacks ?? []).map((each) => ({ scope: name, ...each })),
  );
  if (met.length === 0) return null;
  const isDenied = met.some(({ errorCode }) => errorCode === "AccessDeniedException");
  return (
    <section class="group" aria-labelledby="case-by-case">
      <h3 id="case-by-case">
        Searched case by case <span class="count">{number(met.length)}</span>
      </h3>
      <p>
        A search of the whole domain was refused, so each case was searched by itself. That finds the same files and
        takes one call for each case at least, so that the run takes longer.{" "}
        {isDenied && <>Allow what was denied, and the next search is of the whole domain again. </>}
        What to do: <code>attached-files run-book trouble-case-by-case</code>
      </p>
      <ul>
        {met.slice(0, LONGEST_LIST).map(({ scope, domainId, operation, errorCode, errorMessage }) => (
          <li key={`${scope} ${domainId}`}>
            {report.scopes.length > 1 && (
              <strong>
                <StrangerText text={scope} longest={64} />:{" "}
              </strong>
            )}
            domain <StrangerText text={domainId} longest={80} />: <StrangerText text={operation} longest={64} />,{" "}
            <StrangerText text={errorCode} longest={64} />: <StrangerText text={errorMessage} />
            {errorCode === "AccessDeniedException" && (
              <>
                {" "}
                (allow{" "}
                <code>
                  cases:
                  <StrangerText text={operation} longest={64} />
                </code>
                )
              </>
            )}
          </li>
        ))}
      </ul>
      {met.length > LONGEST_LIST && <p class="more">All {number(met.length)} are in report.json.</p>}
    </section>
  );
}

/** The same of one run, in a few words. */
export function caseByCaseNote({ fallbacks }: RunFacts): readonly string[] {
  if (fallbacks === undefined) return [];
  if (fallbacks === null) return ["whether domains were searched case by case was not noted"];
  if (fallbacks.length === 0) return [];
  return [`${fallbacks.length === 1 ? "1 domain" : `${number(fallbacks.length)} domains`} searched case by case`];
}
