import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { scriptFigures, type Usage } from "../shared/processes.ts";
import type { Cell, Findings, Section, Size } from "../shared/section.ts";
import { median, ratiosOf } from "../shared/spread.ts";
import { writeManyFiles } from "./many-files.ts";

const PLANS = {
  quick: { millions: [0.05], rounds: 1 },
  full: { millions: [0.5], rounds: 3 },
  large: { millions: [10], rounds: 1 },
};
const MOST_TIMES = 3;

export const report: Section = {
  name: "report",
  sizes: ["quick", "full", "large"],
  measure,
};

async function measure(size: Size, say: (line: string) => void): Promise<Findings> {
  const { millions, rounds } = PLANS[size];
  const script = await bundled();
  const duckdb = fileURLToPath(new URL("duckdb-run.ts", import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), "attached-files-report-"));
  const rows: Cell[][] = [];
  let times = Number.NaN;
  try {
    for (const each of millions) {
      const files = Math.round(each * 1e6);
      const state = join(folder, "main.duckdb");
      say(`report: writing a state of ${files.toLocaleString("en")} files`);
      await writeManyFiles(state, files);
      const [alone, ours]: [Usage[], Usage[]] = [[], []];
      for (let round = 1; round <= rounds; round += 1) {
        say(`report, ${files.toLocaleString("en")} files, round ${round} of ${rounds}: DuckDB alone`);
        alone.push(await inFolder(duckdb, state, join(folder, "alone")));
        say(`report, ${files.toLocaleString("en")} files, round ${round} of ${rounds}: the report`);
        ours.push(await inFolder(script, state, join(folder, "report")));
      }
      const seconds = (all: readonly Usage[]): number[] => all.map((usage) => usage.seconds);
      const ratio = ratiosOf(seconds(ours), seconds(alone));
      times = ratio.median;
      rows.push([
        ...[files, median(seconds(alone)), median(seconds(ours)), ratio],
        ...[median(alone.map(({ peakMib }) => peakMib)), median(ours.map(({ peakMib }) => peakMib))],
      ]);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return {
    tables: [{ title: "Seconds", columns: COLUMNS, rows }],
    goals: [{ what: "the report / DuckDB alone", measured: times, most: MOST_TIMES }],
  };
}

const COLUMNS = [
  { title: "files" },
  { title: "DuckDB alone, s", digits: 1 },
  { title: "report, s", digits: 1 },
  { title: "report / DuckDB", digits: 2 },
  { title: "DuckDB, MiB" },
  { title: "report, MiB" },
];

/** The page is JSX, which Node does not run as it is. */
async function bundled(): Promise<string> {
  const script = fileURLToPath(new URL("../node_modules/.cache/report-run.mjs", import.meta.url));
  await build({
    entryPoints: [fileURLToPath(new URL("report-run.ts", import.meta.url))],
    outfile: script,
    ...{ bundle: true, platform: "node", format: "esm", external: ["@duckdb/*"] },
    conditions: ["@attached-files/source"],
    ...{ jsx: "automatic", jsxImportSource: "preact" },
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
  return script;
}

async function inFolder(script: string, state: string, folder: string): Promise<Usage> {
  try {
    return await scriptFigures<Usage>(script, state, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
