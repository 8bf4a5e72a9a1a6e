import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** What one run, in a process of its own, tells of itself. */
interface Figures {
  readonly references: number;
  readonly asked: number;
  readonly calls: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly beforeMib: number;
  readonly peakMib: number;
  readonly status: string;
  readonly steps: readonly { readonly name: string; readonly atSeconds: number; readonly peakMib: number }[];
}

const MOST_MIB = 600;
const sizes = process.argv.slice(2).map(Number);
if (sizes.some((millions) => !(millions > 0 && millions <= 50))) {
  throw new Error(`millions of files, each above 0 and up to 50, are expected; received ${process.argv.slice(2)}`);
}
const say = (line: string): void => void process.stdout.write(`${line}\n`);

say(
  `Node ${process.version}. Files are not held by a fake, which would take some 300 MB for each million of them, but\nworked out from numbers, in the same process as the engine: pages of 25, 3.3 files a case, no quota.\n`,
);
say(
  "| files, millions | run | asked | calls | s | s a million | CPU s a million | MiB before | MiB at the peak |\n|---|---|---|---|---|---|---|---|---|",
);
/** The day of each run, and what it is about; the last one finds all files again beside those that are known. */
const RUNS = [
  [0, "first"],
  [1, "a day later, 1 % new"],
  [8, "a week later, all searched"],
] as const;
let isBeyond = false;
for (const millions of sizes.length > 0 ? sizes : [0.5, 1, 2.5, 5]) {
  const folder = await mkdtemp(join(tmpdir(), "attached-files-memory-"));
  try {
    for (const [day, what] of RUNS) {
      const it = await runInProcess(folder, Math.round(millions * 1e6), day);
      const each = (seconds: number): string => (seconds / (it.references / 1e6)).toFixed(0);
      say(
        `| ${(it.references / 1e6).toFixed(2)} | ${what} | ${it.asked} | ${it.calls} | ${it.seconds.toFixed(0)} | ${each(it.seconds)} | ${each(it.cpuSeconds)} | ${it.beforeMib} | ${it.peakMib} |`,
      );
      if (it.status !== "complete") throw new Error(`the run ended ${it.status}`);
      isBeyond ||= it.peakMib > MOST_MIB;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
say(`\nThe goal of ${MOST_MIB} MiB at the most is ${isBeyond ? "missed" : "met"}.`);
if (isBeyond) process.exitCode = 1;

async function runInProcess(folder: string, files: number, day: number): Promise<Figures> {
  const script = fileURLToPath(new URL("memory-run.ts", import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, script, folder, String(files), String(day)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  const code = await new Promise((resolve, reject) => child.on("close", resolve).on("error", reject));
  if (code !== 0) throw new Error(`the run of ${files} files ended with ${code}`);
  return JSON.parse(text) as Figures;
}
