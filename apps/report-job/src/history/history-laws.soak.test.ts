import { expect, it } from "vitest";
import type { FinishedRun } from "../state/finished-run.ts";
import { type History, withHistory } from "./open-history.ts";
import { type Centre, usePastRuns } from "./past-runs.test-support.ts";

const past = usePastRuns();
const RUNS = 30;

/** A seeded sequence of numbers from 0 to below 1 (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Thirty days of a contact centre of 200 files, of which one or two change a day. */
function days(): readonly Centre[] {
  const random = seeded(20261124);
  const statuses = ["APPROVED", "REJECTED", "PROCESSING"];
  let centre: Centre = Object.fromEntries(Array.from({ length: 200 }, (_, file) => [`${file % 40}-${file}`, {}]));
  const absent = new Map<string, Centre[string]>();
  return Array.from({ length: RUNS }, (_, day) => {
    if (day === 0) return centre;
    const ids = Object.keys(centre);
    const id = ids[Math.floor(random() * ids.length)] ?? "";
    const { [id]: changed = {}, ...others } = centre;
    const what = random();
    if (what < 0.25) {
      absent.set(id, changed);
      centre = others;
    } else if (what < 0.4) {
      centre = { ...centre, [id]: "refused" };
    } else {
      const status = statuses[Math.floor(random() * 3)] ?? "";
      centre = { ...centre, [id]: { FileStatus: status, FileName: `name ${day}` } };
    }
    const [back] = absent;
    if (back !== undefined && random() < 0.3 && back[0] !== id) {
      absent.delete(back[0]);
      centre = { ...centre, [back[0]]: back[1] };
    }
    if (random() < 0.2) centre = { ...centre, [`new-${day}`]: {} };
    return centre;
  });
}

/** What a file's state is, as a line. */
function lineOf(id: string, answered: Centre[string]): string {
  if (typeof answered === "string") return `${id} ${answered} null null`;
  const { FileStatus = "APPROVED", FileName = `${id}.pdf` } = answered as Record<string, string>;
  return `${id} retrieved ${FileStatus} ${FileName}`;
}

function linesOf(centre: Centre): readonly string[] {
  return Object.entries(centre)
    .map(([id, answered]) => lineOf(id, answered))
    .sort();
}

async function linesAt({ connection }: History, run: number): Promise<readonly string[]> {
  const rows = await connection.runAndReadAll(
    `SELECT file_id, answer, file_status, file_name FROM file_versions
     WHERE presence = 'known' AND from_run <= ${run} AND (until_run > ${run} OR until_run IS NULL)`,
  );
  return rows
    .getRowsJS()
    .map((row) => row.map(String).join(" "))
    .sort();
}

it("gives back what was known at each of thirty runs, and takes room for what changed alone", async () => {
  const centres = days();
  const counted: FinishedRun[] = [];
  for (const [day, centre] of centres.entries()) counted.push(await past.run(day, centre));
  const changes = counted.map(({ changedFiles, vanishedFiles }) => changedFiles + vanishedFiles);
  const all = changes.reduce((sum, each) => sum + each, 0);
  expect(all).toBeGreaterThan(20);
  expect(counted.some(({ reappearedFiles }) => reappearedFiles > 0)).toBe(true);

  await withHistory([past.scope()], async (history) => {
    const { connection } = history;
    const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJS();
    expect(await rows("SELECT count(*)::INTEGER AS count FROM state.past_versions")).toEqual([{ count: all }]);
    for (const [day, centre] of centres.entries()) {
      // A run that finds a file gone tells that it is, and does not know it any more.
      expect(await linesAt(history, day + 1)).toEqual(linesOf(centre));
    }
    const kinds = await rows(
      `SELECT run, count(DISTINCT file_id) FILTER (kind = 'first-seen')::INTEGER AS new_files,
         count(DISTINCT file_id) FILTER (kind = 'changed')::INTEGER AS changed_files,
         count(*) FILTER (kind = 'vanished')::INTEGER AS vanished_files,
         count(*) FILTER (kind = 'reappeared')::INTEGER AS reappeared_files
       FROM file_changes GROUP BY run ORDER BY run`,
    );
    const told = counted.map((run, index) => ({
      run: index + 1,
      new_files: run.newFiles,
      changed_files: run.changedFiles,
      vanished_files: run.vanishedFiles,
      reappeared_files: run.reappearedFiles,
    }));
    expect(kinds).toEqual(told.filter(({ run: _, ...counts }) => Object.values(counts).some((count) => count > 0)));
    for (const [a, b] of [
      [1, RUNS],
      [RUNS, 1],
      [10, 11],
      [7, 23],
      [5, 5],
    ] as const) {
      const [before, after] = [new Set(linesOf(centres[a - 1] ?? {})), new Set(linesOf(centres[b - 1] ?? {}))];
      const differing = [...before, ...after]
        .filter((line) => before.has(line) !== after.has(line))
        .map((line) => line.split(" ")[0]);
      const found = await rows(`SELECT DISTINCT file_id, kind FROM changes_between(${a}, ${b}) ORDER BY file_id`);
      expect(found.map(({ file_id }) => file_id)).toEqual([...new Set(differing)].sort());
      for (const { file_id, kind } of found) {
        const [was, is] = [before, after].map((lines) => [...lines].some((line) => line.startsWith(`${file_id} `)));
        expect(kind).toBe(was && is ? "changed" : was ? "vanished" : "appeared");
      }
    }
  });
}, 600_000);
