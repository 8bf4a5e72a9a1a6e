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
  const shown = latestFirst(triage.findings).slice(0, MOST_FINDINGS);
  return (
    <section aria-labelledby="triage">
      <h2 id="triage">Why files were rejected</h2>
      <p class="lead">What is likely, by when and whose the rejected files are. Nobody has looked at them.</p>
      {shown.map((finding, index) => (
        <Finding
          key={index}
          finding={finding}
          place={index + 1}
          hasScopes={scopes.length > 1}
          room={Math.max(0, MOST_PEOPLE - peopleOf(shown.slice(0, index)))}
        />
      ))}
      {shown.length < triage.findings.length && (
        <p class="more">
          {number(triage.findings.length - shown.length)} more, of earlier times, are in report.json, as triage.
        </p>
      )}
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

/** More than anybody reads; and people, all together, than the page has room for. */
const MOST_FINDINGS = 20;
const MOST_PEOPLE = 150;

/** Those of no particular time come last. */
function latestFirst(findings: readonly FindingReport[]): readonly FindingReport[] {
  return findings.toSorted((one, other) => Date.parse(other.from ?? NO_TIME) - Date.parse(one.from ?? NO_TIME));
}

const NO_TIME = new Date(0).toISOString();

function peopleOf(findings: readonly FindingReport[]): number {
  return findings.reduce((sum, { affected }) => sum + (affected?.people.length ?? 0), 0);
}

interface FindingProps {
  readonly finding: FindingReport;
  readonly place: number;
  readonly hasScopes: boolean;
  /** For so many people. */
  readonly room: number;
}

function Finding({ finding, place, hasScopes, room }: FindingProps): JSX.Element {
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
      <AffectedPeople finding={finding} room={room} />
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
