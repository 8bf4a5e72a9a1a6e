import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

// Measures what docs/adr/0002-validation.md states: `pnpm bench` in packages/core.
const PROCESSES = 11;

process.stdout.write(`Node ${process.version}, ${PROCESSES} processes for each line, 60 rounds in each\n\n`);
process.stdout.write(
  "| files an answer | what | µs an answer | times core, median (least–most of the processes) |\n|---|---|---|---|\n",
);
for (const filesPerAnswer of [100, 3]) {
  const runs = Array.from({ length: PROCESSES }, (_, index) => measure(filesPerAnswer, index + 1));
  for (const name of Object.keys(runs[0] ?? {})) {
    const microseconds = median(runs.map((times) => median(times[name] ?? [])));
    // Within a round, because a machine's speed drifts from minute to minute and its ratios hardly do.
    const ratios = runs.map((times) =>
      median((times[name] ?? []).map((time, round) => time / (times.core?.[round] ?? 0))),
    );
    const ratio = `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`;
    process.stdout.write(
      `| ${filesPerAnswer} | ${name} | ${microseconds.toFixed(1)} | ${name === "core" ? "1" : ratio} |\n`,
    );
  }
}

function measure(filesPerAnswer: number, seed: number): Record<string, number[]> {
  const script = resolve(import.meta.dirname, "measure.ts");
  return JSON.parse(
    execFileSync(process.execPath, [script, String(filesPerAnswer), String(seed)], { encoding: "utf8" }),
  );
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
