import type { Cell, Findings, Goal } from "../shared/section.ts";
import type { Scanned } from "./full-scan.ts";
import type { Necessary } from "./necessary-calls.ts";
import type { Ran } from "./simulated-run.ts";

export const METADATA = "BatchGetAttachedFileMetadata";
const SEARCH = "SearchAllRelatedItems";
/** AWS's default for an account in a Region, which the fake keeps. */
const ALLOWED = 2;

/** Calls of both operations together. */
export const total = ({ searches, metadata }: Necessary): number => searches + metadata;
const made = ({ requests }: Ran): number => [...requests.values()].reduce((sum, { count }) => sum + count, 0);
const rate = ({ requests }: Ran, operation: string): number => requests.get(operation)?.perSecond ?? 0;

export function rowOf(name: string, ran: Ran, necessary: number, share: number): Cell[] {
  const calls = made(ran);
  const { run, hours, throttles } = ran;
  return [
    ...[name, calls, necessary, calls / necessary, rate(ran, METADATA) / share],
    ...[throttles, hours, run.counts.failed + run.counts.deferred, null],
  ];
}

export function scanRow(name: string, scan: Scanned, necessary: number, files: number): Cell[] {
  const { made: calls, metadataPerSecond, throttled, hours, lostFiles } = scan;
  return [
    name,
    calls,
    necessary,
    calls / necessary,
    metadataPerSecond / ALLOWED,
    throttled,
    hours,
    lostFiles,
    (100 * lostFiles) / files,
  ];
}

export function tableOf(files: number, rows: readonly (readonly Cell[])[]): Findings["tables"][number] {
  return {
    title: `${files.toLocaleString("en")} files, and 1 % more a day later; rate used ÷ allowed is of metadata calls: of the job's share, and of the whole quota for the scan`,
    columns: [
      { title: "" },
      { title: "calls made" },
      { title: "necessary" },
      { title: "made ÷ necessary", digits: 3 },
      { title: "rate used ÷ allowed", digits: 3 },
      { title: "throttled" },
      { title: "hours", digits: 2 },
      { title: "files not answered" },
      { title: "per cent" },
    ],
    rows,
  };
}

interface Simulated {
  readonly first: Ran;
  readonly second: Ran;
  readonly third: Ran;
  readonly necessary: Necessary;
  readonly neighbour: { readonly answeredPerSecond: number; readonly failedPart: number };
  readonly share: number;
}

export function goalsOf({ first, second, third, necessary, neighbour, share }: Simulated): Goal[] {
  return [
    { what: "throttles of the first run", measured: first.throttles, most: 0 },
    { what: "rate used ÷ allowed while searching", measured: rate(first, SEARCH) / share, least: 0.98 },
    { what: "rate used ÷ allowed while asking", measured: rate(first, METADATA) / share, least: 0.98 },
    { what: "calls made ÷ necessary a day later", measured: made(second) / total(necessary), most: 1.05 },
    { what: "requests a second beside a neighbour", measured: rate(third, METADATA), least: 0.5 },
    { what: "part of the neighbour's calls that were given up", measured: neighbour.failedPart, most: 0.05 },
  ];
}
