// Runs the command from a checkout: builds what is not built yet, then hands over. Results alone go to stdout.
import { spawnSync } from "node:child_process";

const began = performance.now();
const build = spawnSync("turbo", ["run", "build", "--filter=@attached-files/report-job", "--output-logs=errors-only"], {
  cwd: new URL("../..", import.meta.url),
  env: { ...process.env, DO_NOT_TRACK: "1" },
  stdio: ["ignore", "pipe", "pipe"],
  encoding: "utf8",
});
if (build.status !== 0) {
  process.stderr.write(`${build.stdout ?? ""}${build.stderr ?? ""}`);
  process.stderr.write(`The build failed${build.error === undefined ? "" : `: ${build.error.message}`}.\n`);
  process.exit(1);
}
const seconds = (performance.now() - began) / 1000;
if (seconds > 1) process.stderr.write(`building: done in ${seconds.toFixed(1)} s\n`);
await import("./dist/main.js");
