import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { writeManyFiles } from "./many-files.ts";

/** Writes reports of many files, and has DuckDB alone write the same Parquet and CSV, each in turn in a process of its own. */
const MOST_TIMES = 3;
const ROUNDS = 3;
const run = promisify(execFile);
const sizes = process.argv.slice(2).map(Number);
if (sizes.some((millions) => !(millions > 0 && millions <= 20))) {
  throw new Error(`millions of files, each above 0 and up to 20, are expected; received ${process.argv.slice(2)}`);
}
const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Figures {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMib: number;
}

// The page is JSX, which Node does not run as it is.
const script = fileURLToPath(new URL("../node_modules/.cache/report-run.mjs", import.meta.url));
await build({
  entryPoints: [fileURLToPath(new URL("report-run.ts", import.meta.url))],
  outfile: script,
  bundle: true,
  platform: "node",
  format: "esm",
  external: ["@duckdb/*"],
  conditions: ["@attached-files/source"],
  jsx: "automatic",
  jsxImportSource: "preact",
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
});
const duckdb = fileURLToPath(new URL("duckdb-run.ts", import.meta.url));

say(
  "| files, millions | round | DuckDB s | report s | times | DuckDB CPU s | report CPU s | DuckDB MiB | report MiB |",
);
say("|---|---|---|---|---|---|---|---|---|");
let isBeyond = false;
for (const millions of sizes.length > 0 ? sizes : [1]) {
  const folder = await mkdtemp(join(tmpdir(), "attached-files-report-"));
  try {
    const state = join(folder, "main.duckdb");
    await writeManyFiles(state, Math.round(millions * 1e6));
    const times: number[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const alone = await figuresOf(duckdb, state, join(folder, "alone"));
      const report = await figuresOf(script, state, join(folder, "report"));
      times.push(report.seconds / alone.seconds);
      const cells = [
        millions,
        round,
        alone.seconds.toFixed(1),
        report.seconds.toFixed(1),
        (report.seconds / alone.seconds).toFixed(2),
        alone.cpuSeconds.toFixed(1),
        report.cpuSeconds.toFixed(1),
        alone.peakMib,
        report.peakMib,
      ];
      say(`| ${cells.join(" | ")} |`);
    }
    isBeyond ||= (times.toSorted((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0) > MOST_TIMES;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
say(`\nThe goal of ${MOST_TIMES} × DuckDB's own time at the most, by the median, is ${isBeyond ? "missed" : "met"}.`);
if (isBeyond) process.exitCode = 1;

async function figuresOf(file: string, state: string, folder: string): Promise<Figures> {
  try {
    const { stdout } = await run(process.execPath, [...process.execArgv, file, state, folder]);
    return JSON.parse(stdout) as Figures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
