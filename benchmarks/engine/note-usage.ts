import { writeFileSync } from "node:fs";
import { ownUsage } from "../shared/processes.ts";

// Loaded before a command that is measured: notes what its process uses, and writes it down when it ends.
const path = process.env.BENCHMARK_USAGE_FILE;
if (path === undefined) throw new Error("BENCHMARK_USAGE_FILE is not set");
const peaks: (readonly [number, number])[] = [];
const note = (): void => void peaks.push([Date.now(), ownUsage(0).peakMib]);
setInterval(note, 250).unref();
process.on("exit", () => {
  note();
  writeFileSync(path, JSON.stringify({ ...ownUsage(performance.now() / 1000), peaks }));
});
