import type { JSX } from "preact";
import { REPORT_FILES } from "../report-files.ts";
import type { Report } from "../report-schema.ts";
import type { FindingReport } from "../triage-schema.ts";
import { AffectedPeople } from "./affected-people.tsx";
import { ArnText } from "./arn-text.tsx";
import { files, number, share } from "./quantities.tsx";
import { StrangerText } from "./stranger-text.tsx";
import { Across, Own, Title, Usual, When } from "./triage-evidence.tsx";

/** What is likely behind the rejected files; there only where there is something to say. */
export function Triage({ report }: { readonly report: Report }): JSX.Element | null {
  const { triage, scopes } = report;
  if (triage === undefined || triage.findings.length === 0) return null;
  return (
    <section aria-labelledby="triage">
      <h2 id="triage">Why files were rejected</h2>
      <p class="lead">What is likely, by when and whose the rejected files are. Nobody has looked at them.</p>
      {triage.findings.map((finding, index) => (
        <Finding key={index} finding={finding} place={index + 1} hasScopes={scopes.length > 1} />
      ))}
      {triage.olderSpikes > 0 && <p class="more">{number(triage.olderSpikes)} older spikes are not told.</p>}
      <details class="more">
        <summary>How this is judged</summary>
        <ul>
          {triage.rule.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {triage.rejectedWithoutTime > 0 && (
          <p>{files(triage.rejectedWithoutTime)} of the rejected ones have no time of creation that can be read.</p>
        )}
      </details>
    </section>
  );
}

interface FindingProps {
  readonly finding: FindingReport;
  readonly place: number;
  readonly hasScopes: boolean;
}

function Finding({ finding, place, hasScopes }: FindingProps): JSX.Element {
  const { scope, value, own } = finding;
  const id = `triage-${place}`;
  return (
    <section class="group" aria-labelledby={id}>
      <h3 id={id}>
        <Title finding={finding} /> <span class="count">{number(own?.rejected ?? finding.rejected)}</span>
      </h3>
      {hasScopes && (
        <p class="note">
          <StrangerText text={scope} />
        </p>
      )}
      <p>
        <When finding={finding} />
        {number(finding.rejected)} of {files(finding.created)} {finding.rejected === 1 ? "is" : "are"} rejected,{" "}
        {share(finding.rejected, finding.created)}
        {value === null ? <Across finding={finding} /> : <Own finding={finding} />}
        <Usual finding={finding} />
      </p>
      <p>
        <strong>What to do:</strong> {WHAT_TO_DO[finding.kind]}
      </p>
      <AffectedPeople finding={finding} />
      <Rows finding={finding} />
    </section>
  );
}

const WHAT_TO_DO: Readonly<Record<FindingReport["kind"], string>> = {
  "scanner-outage":
    "Look at the scanner's log of that time: Amazon Connect rejects a file, and deletes it, when the scanner fails, too. Then ask the people below for their files again.",
  "uploader-cluster": "Ask this uploader what the files are, and where they come from.",
  "type-cluster": "Find out what the scanner has against this type; if it is not wanted, take it off the allowed ones.",
};

/** Where the files stand, one by one. */
function Rows({ finding: { from, to, kind, value } }: { readonly finding: FindingReport }): JSX.Element {
  return (
    <p class="more">
      The files are the rows of <a href={REPORT_FILES.problemsCsv}>problems.csv</a> where problem is{" "}
      <code>rejected</code>
      {from !== null && to !== null && (
        <>
          , and creation_time_utc is from <code>{from}</code> to before <code>{to}</code>
        </>
      )}
      {kind === "uploader-cluster" && (
        <>
          , and created_by is <ArnText arn={value} />
        </>
      )}
      {kind === "type-cluster" && <>, and file_name ends so</>}.
    </p>
  );
}
