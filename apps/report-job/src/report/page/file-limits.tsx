import type { JSX } from "preact";
import { LIMITS_TITLE, plainExtension } from "../limits/limit-words.ts";
import type { InstanceLimitsReport, LimitOrigin, StandingLimits } from "../limits/limits-schema.ts";
import type { Report } from "../report-schema.ts";
import { ByteCount, Moment } from "./quantities.tsx";
import { type RecordColumn, RecordsTable } from "./records-table.tsx";
import { StrangerText } from "./stranger-text.tsx";

interface LimitsRow {
  readonly of: InstanceLimitsReport;
  readonly limits: StandingLimits;
  readonly attachedTo: string;
}

/** Which limits of size and extension stand, and where they come from. */
export function FileLimits({ report }: { readonly report: Report }): JSX.Element | null {
  const { limits } = report;
  if (limits === undefined) return null;
  const rows = limits.flatMap(rowsOf);
  const untold = limits.filter(({ answer }) => answer === "not-permitted" || answer === "failed");
  const hasLearnt = rows.some(({ limits: { maxFileSizeFrom, allowedExtensionsFrom } }) =>
    [maxFileSizeFrom, allowedExtensionsFrom].includes("learnt"),
  );
  return (
    <section class="group" aria-labelledby="limits">
      <h3 id="limits">{LIMITS_TITLE}</h3>
      <RecordsTable caption="What files were held against" rows={rows} columns={COLUMNS} />
      {hasLearnt && (
        <p class="more">
          What Amazon Connect says is for attachments, not for messages, recordings and analyses. A contact may be an
          email, a chat or a task, which its files do not tell; the widest of their limits stands for it.
        </p>
      )}
      {untold.length > 0 && (
        <ul class="thresholds">
          {untold.map((each, index) => (
            <li key={index}>
              <Untold limits={each} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const COLUMNS: readonly RecordColumn<LimitsRow>[] = [
  {
    heading: "Scope",
    cell: ({ of }) => (
      <>
        <span class="name">
          <StrangerText text={of.scope} longest={64} />
        </span>
        <span class="id">
          {of.instanceId === null ? "instances not asked" : <StrangerText text={of.instanceId} longest={100} />}
        </span>
      </>
    ),
  },
  { heading: "Attached to", cell: ({ attachedTo }) => attachedTo },
  { heading: "At most", numeric: true, cell: ({ limits }) => <ByteCount bytes={limits.maxFileSizeBytes} /> },
  {
    heading: "Extensions",
    roomy: true,
    cell: ({ limits: { allowedExtensions } }) =>
      allowedExtensions === null ? "any" : allowedExtensions.map(plainExtension).join(", "),
  },
  { heading: "Who says so", cell: ({ of, limits }) => <Origins of={of} limits={limits} /> },
];

/** One row where cases and contacts have the same limits. */
function rowsOf(of: InstanceLimitsReport): readonly LimitsRow[] {
  const [first, ...others] = of.standing;
  if (first === undefined) return [];
  const same = (one: StandingLimits) => JSON.stringify({ ...one, attachedTo: "" });
  if (others.every((other) => same(other) === same(first))) return [{ of, limits: first, attachedTo: "anything" }];
  return of.standing.map((limits) => ({ of, limits, attachedTo: `${limits.attachedTo}s` }));
}

function Origins({
  of,
  limits: { maxFileSizeFrom, allowedExtensionsFrom },
}: Omit<LimitsRow, "attachedTo">): JSX.Element {
  if (maxFileSizeFrom === allowedExtensionsFrom) return <Origin of={of} origin={maxFileSizeFrom} />;
  return (
    <>
      Of the size: <Origin of={of} origin={maxFileSizeFrom} />. Of extensions:{" "}
      <Origin of={of} origin={allowedExtensionsFrom} />.
    </>
  );
}

function Origin({ of, origin }: { readonly of: InstanceLimitsReport; readonly origin: LimitOrigin }): JSX.Element {
  if (origin === "configured") return <>the configuration of this report</>;
  if (origin === "default") return <>AWS, of everybody</>;
  return <>Amazon Connect, asked {of.learntAt !== null && <Moment at={of.learntAt} />}</>;
}

function Untold({ limits: { scope, answer, code, askedAt, learntAt } }: { readonly limits: InstanceLimitsReport }) {
  return (
    <>
      <StrangerText text={scope} longest={64} />:{" "}
      {answer === "not-permitted"
        ? "Amazon Connect may not be asked what it allows (connect:ListAttachedFilesConfigurations)"
        : "Amazon Connect was asked what it allows, and did not tell"}
      , <StrangerText text={code ?? ""} longest={64} />
      {askedAt !== null && (
        <>
          , <Moment at={askedAt} />
        </>
      )}
      . {learntAt === null ? "Nothing was learnt before." : "What it told before still stands."}
    </>
  );
}
