import { Fragment, type JSX } from "preact";
import type { ScopeChanges } from "../changes-schema.ts";
import { number } from "./quantities.tsx";
import { StrangerText } from "./stranger-text.tsx";

const MOST_NAMES = 12;

interface NotComparedProps {
  readonly scopes: readonly ScopeChanges[];
  /** How many scopes the report has. */
  readonly all: number;
}

/** Why scopes were not compared with the run before, those of one reason together. */
export function NotCompared({ scopes, all }: NotComparedProps): JSX.Element {
  return (
    <>
      {[...Map.groupBy(scopes, whyNone)].map(([why, some]) => (
        <p key={why} class="lead">
          {all > 1 && <Names scopes={some} all={all} />}
          {why}
        </p>
      ))}
    </>
  );
}

function Names({ scopes, all }: { readonly scopes: readonly ScopeChanges[]; readonly all: number }): JSX.Element {
  if (scopes.length === all) return <>Of all {number(all)} scopes: </>;
  const more = scopes.length - MOST_NAMES;
  return (
    <>
      {scopes.slice(0, MOST_NAMES).map(({ scope }, index) => (
        <Fragment key={scope}>
          {index > 0 && ", "}
          <strong>
            <StrangerText text={scope} longest={64} />
          </strong>
        </Fragment>
      ))}
      {more > 0 && ` and ${number(more)} more`}:{" "}
    </>
  );
}

function whyNone({ comparison }: ScopeChanges): string {
  if (comparison === "first")
    return "This is the first report: no run finished before, so there is nothing to compare.";
  if (comparison === "no-data") return "Not known: there is no data.";
  return "Not known: the run was made by an older version of this program, which did not remember what changed. The next run is compared.";
}
