import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { workload } from "../call-path/workload.ts";
import type { Shares } from "../shared/cpu-profile.ts";
import { scriptFigures, startServer, type Usage } from "../shared/processes.ts";
import type { Cell, Findings, Section, Size } from "../shared/section.ts";
import { sharesTable } from "../shared/shares-table.ts";
import { median, ratiosOf } from "../shared/spread.ts";
import { sharesWhileAsking, type WholeRun, wholeRun, writeReferences } from "./whole-run.ts";

const AT_ONCE = 16;
const FILES_A_CALL = 3.375;
const PLANS = {
  quick: { thousands: [10], rounds: 1 },
  full: { thousands: [100], rounds: 3 },
  large: { thousands: [1000, 3000], rounds: 1 },
};
const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

interface Round {
  readonly calls: Usage;
  readonly run: WholeRun;
}

export const engine: Section = {
  name: "engine",
  sizes: ["quick", "full", "large"],
  measure,
};

async function measure(size: Size, say: (line: string) => void): Promise<Findings> {
  const { thousands, rounds } = PLANS[size];
  const server = await startServer(path("../call-path/neutral-server.ts"));
  const folder = await mkdtemp(join(tmpdir(), "attached-files-engine-"));
  const measured: { files: number; all: Round[] }[] = [];
  const shares: [string, Shares][] = [];
  try {
    for (const each of thousands) {
      const calls = Math.round((each * 1000) / FILES_A_CALL);
      const { files } = workload("skewed", calls);
      const references = join(folder, "references.csv");
      await writeReferences(references, calls);
      const all: Round[] = [];
      for (let round = 1; round <= rounds; round += 1) {
        say(`engine, ${files.toLocaleString("en")} files: the calls alone`);
        const alone = await scriptFigures<Usage>(
          path("../call-path/client-run.ts"),
          ...["ours", server.line, "skewed", calls, 0, AT_ONCE],
        );
        say(`engine, ${files.toLocaleString("en")} files: the whole run`);
        const run = join(folder, "run");
        all.push({ calls: alone, run: await wholeRun(run, references, Number(server.line)) });
        await rm(run, { recursive: true });
      }
      measured.push({ files, all });
      // The larger ones spend their time alike, and a profile of them would be huge.
      if (size !== "full" || shares.length > 0) continue;
      say(`engine, ${files.toLocaleString("en")} files: the whole run, profiled`);
      const run = join(folder, "profiled");
      shares.push(["run, while asking", await sharesWhileAsking(run, references, Number(server.line))]);
      await rm(run, { recursive: true });
    }
  } finally {
    await server.end();
    await rm(folder, { recursive: true, force: true });
  }
  const { tables, goals } = toFindings(measured);
  const profile = shares.length > 0 ? [sharesTable("Where the main thread's time goes, per cent", shares)] : [];
  return { tables: [...tables, ...profile], goals };
}

function toFindings(measured: readonly { files: number; all: readonly Round[] }[]): Findings {
  const ratio = (all: readonly Round[]) =>
    ratiosOf(
      all.map(({ run }) => run.committed.seconds),
      all.map(({ calls }) => calls.seconds),
    );
  const middle = (all: readonly Round[], of: (round: Round) => number): number => median(all.map(of));
  const rows = measured.map(({ files, all }): Cell[] => [
    files,
    middle(all, ({ calls }) => calls.seconds),
    middle(all, ({ run }) => run.committed.seconds),
    ratio(all),
    middle(all, ({ run }) => run.committed.seconds) / (files / 1e6),
    middle(all, ({ run }) => run.committed.peakMib),
    middle(all, ({ run }) => run.whole.peakMib),
  ]);
  const steps = measured.map(({ files, all }): Cell[] => [
    files,
    ...(["read", "found", "asked", "finished", "reported"] as const).map((step) =>
      middle(all, ({ run }) => run.steps[step]),
    ),
  ]);
  const largest = measured.at(-1);
  if (largest === undefined) throw new Error("nothing was measured");
  const files = largest.files.toLocaleString("en");
  return {
    tables: [
      {
        title: "Until the state is committed, beside the calls alone",
        columns: [
          { title: "files" },
          { title: "calls alone, s", digits: 1 },
          { title: "run, s", digits: 1 },
          { title: "run / calls alone", digits: 2 },
          { title: "run, s a million files" },
          { title: "MiB at the peak" },
          { title: "with the report" },
        ],
        rows,
      },
      {
        title: "Seconds of its steps",
        columns: [
          { title: "files" },
          ...["start and list", "finding", "asking", "commit", "report"].map((title) => ({ title, digits: 1 })),
        ],
        rows: steps,
      },
    ],
    goals: [
      { what: `the run / the calls alone, ${files} files`, measured: ratio(largest.all).median, most: 1.5 },
      {
        what: `MiB at the peak until the commit, ${files} files`,
        measured: middle(largest.all, ({ run }) => run.committed.peakMib),
        most: 500,
      },
    ],
  };
}
