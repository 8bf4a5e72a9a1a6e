import type { JSX } from "preact";
import type { ScopeChanges } from "../changes-schema.ts";
import type { Report } from "../report-schema.ts";
import { ChangeCharts } from "./change-charts.tsx";
import { ChangeExamples } from "./change-examples.tsx";
import { NotCompared } from "./not-compared.tsx";
import { DayMoment, files, number } from "./quantities.tsx";
import { StrangerText, strangerTitle } from "./stranger-text.tsx";

/** What is otherwise than in the report before. */
export function ChangesSection({ report }: { readonly report: Report }): JSX.Element | null {
  const { changes } = report;
  if (changes === undefined || report.status === "no-data") return null;
  const compared = changes.scopes.filter(({ counts }) => counts !== null);
  const changed = compared.filter((scope) => sumOf(scope) > 0).toSorted((one, other) => sumOf(other) - sumOf(one));
  const drawn = new Set(changed.slice(0, MOST_DRAWN));
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">What changed since the previous report</h2>
      {compared.map((scope) => (
        <OfScope
          key={scope.scope}
          changes={scope}
          isNamed={changes.scopes.length > 1}
          isDrawn={drawn.has(scope)}
          report={report}
        />
      ))}
      {compared.length > 0 && (
        <p class="note">
          What a run did not ask about counts as unchanged.
          {changed.length > drawn.size && ` Charts are of the ${drawn.size} scopes with the most changes.`}
        </p>
      )}
      <NotCompared scopes={changes.scopes.filter(({ counts }) => counts === null)} all={changes.scopes.length} />
      <ChangeExamples changes={changes} />
    </section>
  );
}

/** Each has three charts; a page of many scopes would be long and heavy. */
const MOST_DRAWN = 6;

function sumOf({ counts }: ScopeChanges): number {
  return counts === null ? 0 : counts.appeared + counts.vanished + counts.reappeared + counts.changed;
}

interface OfScopeProps {
  readonly changes: ScopeChanges;
  /** Whether it is one of several scopes, whose charts are folded. */
  readonly isNamed: boolean;
  readonly isDrawn: boolean;
  readonly report: Report;
}

function OfScope({ changes, isNamed, isDrawn, report }: OfScopeProps): JSX.Element {
  const id = `changes-${report.scopes.findIndex(({ name }) => name === changes.scope)}`;
  return (
    <section class="group" {...(isNamed ? { "aria-labelledby": id } : {})}>
      {isNamed && (
        <h3 id={id}>
          <StrangerText text={changes.scope} />
        </h3>
      )}
      <Compared changes={changes} />
      {isDrawn && isNamed && (
        <details>
          <summary>
            Charts<span class="unseen"> of {strangerTitle(changes.scope)}</span>
          </summary>
          <ChangeCharts id={id} changes={changes} />
        </details>
      )}
      {isDrawn && !isNamed && <ChangeCharts id={id} changes={changes} />}
    </section>
  );
}

function Compared({ changes }: { readonly changes: ScopeChanges }): JSX.Element | null {
  const { from, to, counts } = changes;
  if (from === null || to === null || counts === null) return null;
  return (
    <>
      <p class="lead">
        Compared with slot <StrangerText text={from.slot} />, whose run began <DayMoment at={from.startedAt} />.{" "}
        {sumOf(changes) === 0
          ? "Nothing changed."
          : `${files(counts.appeared)} appeared, ${number(counts.changed)} changed, ${number(counts.vanished)} vanished, ${number(counts.reappeared)} came back.`}
      </p>
      {(from.status === "partial" || to.status === "partial") && (
        <p class="note">
          {to.status === "partial" ? "This run" : "The run before"} was partial: only what is known of both is compared,
          and there may be more changes.
        </p>
      )}
      {changes.inputChanged && (
        <p class="note">
          The two runs looked for files in different places or by different lists; files may appear for that alone, and
          those that only a former list named are not counted.
        </p>
      )}
    </>
  );
}
