import type { JSX } from "preact";
import type { Report } from "../report-schema.ts";
import type { TrendRun, Trends } from "../trends-schema.ts";
import { ColumnChart } from "./charts/column-chart.tsx";
import { LineChart } from "./charts/line-chart.tsx";
import { dayLabel, shortLabels } from "./charts/moment-labels.ts";
import { ByteCount, files, keptBytes, lasted, number } from "./quantities.tsx";
import { StrangerText } from "./stranger-text.tsx";

/** How files, bytes and statuses went over the runs, when files arrived, and how long verdicts took. */
export function TrendsSection({ report }: { readonly report: Report }): JSX.Element | null {
  const { trends } = report;
  if (trends === undefined) return null;
  return (
    <section aria-labelledby="trends">
      <h2 id="trends">Trends</h2>
      <p class="lead">{runsInWords(trends.runs, report.scopes.length)}</p>
      <div class="charts">
        <RunCharts runs={trends.runs} />
        <Arrivals arrivals={trends.arrivals} />
      </div>
      <Verdicts verdicts={trends.verdicts} />
    </section>
  );
}

function runsInWords(runs: readonly TrendRun[], scopes: number): string {
  if (runs.length === 0) return "Not known over runs: the state remembers none, or the scopes have no slot in common.";
  if (runs.length === 1) return "One run so far: from the next one on, it can be seen how things go.";
  return `The last ${number(runs.length)} runs${scopes > 1 ? ", those that all scopes with data have finished" : ""}.`;
}

function RunCharts({ runs }: { readonly runs: readonly TrendRun[] }): JSX.Element | null {
  if (runs.length === 0) return null;
  const nameOf = ({ name }: { readonly name: string }) => <StrangerText text={name} />;
  const labels = shortLabels(runs.map(({ startedAt }) => new Date(startedAt)));
  const places = runs.map(({ slot }, index) => ({ name: slot, label: labels[index] ?? "" }));
  const kept = runs.map((run) =>
    run.sizeBytes === null
      ? null
      : keptBytes({ sizeBytes: run.sizeBytes, rejectedSizeBytes: run.rejectedSizeBytes ?? 0 }),
  );
  const statuses = STATUSES.filter(([key]) => key === "rejected" || runs.some((run) => (run.statuses?.[key] ?? 0) > 0));
  return (
    <>
      {runs.length > 1 && (
        <LineChart
          id="trend-files"
          title="Files, by run"
          heading="Slot"
          measure="Files"
          amount="files"
          nameOf={nameOf}
          points={runs.map(({ slot, startedAt, files: value }) => ({ at: startedAt, name: slot, value }))}
        />
      )}
      {runs.length > 1 && (
        <LineChart
          id="trend-bytes"
          title="Size without rejected files, by run"
          heading="Slot"
          measure="Size"
          amount="bytes"
          isArea
          nameOf={nameOf}
          points={runs.map(({ slot, startedAt }, index) => {
            const bytes = kept[index] ?? null;
            return {
              at: startedAt,
              name: slot,
              value: bytes === null ? null : Number(bytes),
              exact: bytes !== null && <ByteCount bytes={bytes} />,
            };
          })}
        />
      )}
      <ColumnChart
        id="trend-statuses"
        title="Files that are not approved, by status and run"
        note="Approved files would hide all others; they are among the numbers."
        heading="Slot"
        amount="files"
        places={places}
        nameOf={nameOf}
        series={statuses.map(([key, label, fill]) => ({
          label,
          fill,
          isInTableOnly: key === "approved",
          values: runs.map((run) => run.statuses?.[key] ?? null),
        }))}
      />
    </>
  );
}

const STATUSES = [
  ["approved", "APPROVED", "solid"],
  ["rejected", "REJECTED", "diagonal"],
  ["processing", "PROCESSING", "dots"],
  ["failed", "FAILED", "cross"],
  ["other", "other statuses", "lines"],
  ["none", "no status known", "light"],
] as const;

function Arrivals({ arrivals: { days, earlier, later, withoutDay } }: { readonly arrivals: Trends["arrivals"] }) {
  if (days.length === 0) return null;
  const rest = [
    [earlier, "created before"],
    [later, "created after the last run, as the answer says"],
    [withoutDay, "without a creation time that can be read"],
  ] as const;
  return (
    <ColumnChart
      id="trend-arrivals"
      title="Arrivals by day of creation (UTC)"
      heading="Day"
      amount="files"
      note={`Files that are described now${rest
        .filter(([count]) => count > 0)
        .map(([count, what]) => `; ${files(count)} ${what}`)
        .join("")}.`}
      places={days.map(({ day }) => ({ name: day, label: dayLabel(new Date(day)) }))}
      series={[{ label: "Files", values: days.map(({ files: count }) => count) }]}
    />
  );
}

function Verdicts({ verdicts }: { readonly verdicts: Trends["verdicts"] }): JSX.Element {
  const { files: count, seenProcessing, atLeastSeconds, atMostSeconds } = verdicts;
  return (
    <section class="group" aria-labelledby="trend-verdicts">
      <h3 id="trend-verdicts">From creation to verdict</h3>
      {atMostSeconds === null || atLeastSeconds === null ? (
        <p>Not known yet: no file that was created since the first run has its verdict.</p>
      ) : (
        <p>
          Of {files(count)} that were created since the first run and have a verdict, half had it within{" "}
          {lasted(atMostSeconds.p50 * 1000)}, nine tenths within {lasted(atMostSeconds.p90 * 1000)}, all within{" "}
          {lasted(atMostSeconds.max * 1000)}, at the latest. {number(seenProcessing)} of them had been seen in
          PROCESSING by an earlier run
          {seenProcessing > 0 && `, the longest for at least ${lasted(atLeastSeconds.max * 1000)}`}.
        </p>
      )}
      <p class="note">
        A verdict is given some time before the run that sees it, and nobody tells when: the files are asked about only
        when a run is made, so a verdict may have come much sooner than these times say.
      </p>
    </section>
  );
}
