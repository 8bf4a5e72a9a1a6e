import { claimsOfChart } from "./charts.claims.test-support.ts";
import type { Claim } from "./claim.test-support.ts";
import { bytesOf, type FileLine, keyOf } from "./files-table.test-support.ts";
import { slotOf } from "./given.test-support.ts";
import { files, grouped, lasted } from "./human-text.test-support.ts";
import type { Claims, Recount } from "./recount.test-support.ts";
import { DAY_MS } from "./rich-centre.test-support.ts";

const DOCUMENTED = ["APPROVED", "REJECTED", "PROCESSING", "FAILED"];
/** Statuses in the order of their columns; the last two are all others, and none. */
const STATUSES: readonly ((line: FileLine) => boolean)[] = [
  ...DOCUMENTED.map(
    (name) =>
      ({ status, presence }: FileLine) =>
        presence === undefined && status === name,
  ),
  ({ status, presence }) => presence === undefined && status !== undefined && !DOCUMENTED.includes(status),
  ({ status, presence }) => presence !== undefined || status === undefined,
];
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** How files, bytes and statuses went, by the lines of all reports. */
export const claimsOfTrends: Claims = (recount) => {
  const { page, days } = recount;
  const slots = days.map((_, day) => slotOf(day));
  // Bytes of files that have vanished, or were rejected, are gone.
  const kept = days.map((lines) =>
    bytesOf(lines.filter(({ presence, status }) => presence === undefined && status !== "REJECTED")),
  );
  const rows = (of: readonly (readonly number[])[]) => slots.map((name, day) => ({ name, values: of[day] ?? [] }));
  const statuses = days.map((lines) => STATUSES.map((has) => lines.filter(has).length));
  return [
    { name: "how many runs", element: page.find("#trends ~ .lead"), says: [`last ${days.length} runs`] },
    ...claimsOfChart(page, { id: "trend-files", rows: rows(days.map(({ length }) => [length])), days: slots }),
    ...claimsOfChart(page, {
      id: "trend-bytes",
      rows: rows(kept.map((bytes) => [bytes])),
      days: slots,
      amount: "bytes",
    }),
    ...claimsOfChart(page, { id: "trend-statuses", rows: rows(statuses), days: slots, notDrawn: 1 }),
    ...claimsOfArrivals(recount),
    ...claimsOfVerdicts(recount),
  ];
};

/** By the day of their creation: 90 days up to the last run. */
function claimsOfArrivals({ page, lines, runs }: Recount): readonly Claim[] {
  const described = lines.filter(({ isDescribed }) => isDescribed);
  const lastMs = Date.parse(
    dayOf(
      Math.max(
        ...Object.values(runs)
          .flat()
          .map(({ finishedMs }) => finishedMs),
      ),
    ),
  );
  const days = Array.from({ length: 90 }, (_, index) => dayOf(lastMs - (89 - index) * DAY_MS));
  const [first = "", last = ""] = [days[0], days.at(-1)];
  const count = (has: (day: string | undefined) => boolean) =>
    described.filter(({ createdMs }) => has(createdMs === undefined ? undefined : dayOf(createdMs))).length;
  return claimsOfChart(page, {
    id: "trend-arrivals",
    days,
    rows: days.map((name) => ({ name, values: [count((day) => day === name)] })),
    note: [
      `${files(count((day) => day !== undefined && day < first))} created before`,
      `${files(count((day) => day !== undefined && day > last))} created after`,
      `${files(count((day) => day === undefined))} without`,
    ],
  });
}

/** The lines of one file, by day; a file that came back has all of them. */
function claimsOfVerdicts({ page, days, lines, runs }: Recount): readonly Claim[] {
  const past = days.map((each) => new Map(each.map((line) => [keyOf(line), line])));
  const isFinal = (line: FileLine | undefined) =>
    line !== undefined && line.presence === undefined && ["APPROVED", "REJECTED", "FAILED"].includes(line.status ?? "");
  const judged = lines.flatMap((line) => {
    const of = runs[line.scope as keyof typeof runs];
    if (!isFinal(line) || line.createdMs === undefined || line.createdMs < (of[0]?.startedMs ?? 0)) return [];
    const verdictDay = past.findIndex((each) => isFinal(each.get(keyOf(line))));
    const seenDay = past.findLastIndex(
      (each, day) => day < verdictDay && each.get(keyOf(line))?.status === "PROCESSING",
    );
    // Only the last answer's own moment is remembered; for an earlier one it was the end of its run at the latest.
    const isLast = past[verdictDay]?.get(keyOf(line))?.checkedMs === line.checkedMs;
    const toldMs = (isLast ? line.checkedMs : of[verdictDay]?.finishedMs) ?? Number.NaN;
    const seenMs = seenDay < 0 ? undefined : (of[seenDay]?.startedMs ?? Number.NaN);
    const seconds = (ms: number, round: (value: number) => number) => round(Math.max(0, ms) / 1000);
    return [
      {
        atMost: seconds(toldMs - line.createdMs, Math.ceil),
        atLeast: seenMs === undefined ? undefined : seconds(seenMs - line.createdMs, Math.floor),
      },
    ];
  });
  const within = judged.map(({ atMost }) => atMost).toSorted((one, other) => one - other);
  const part = (share: number) => lasted(1000 * (within[Math.ceil(share * within.length) - 1] ?? Number.NaN));
  const seen = judged.flatMap(({ atLeast }) => atLeast ?? []);
  return [
    {
      name: "from creation to verdict",
      element: page.find("section[aria-labelledby=trend-verdicts] p"),
      says: [
        files(judged.length),
        `half had it within ${part(0.5)}`,
        `nine tenths within ${part(0.9)}`,
        `all within ${part(1)}`,
        `${grouped(seen.length)} of them had been seen`,
        `at least ${lasted(1000 * Math.max(...seen))}`,
      ],
    },
  ];
}
