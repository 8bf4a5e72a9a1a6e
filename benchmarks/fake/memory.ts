import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createFakeConnect } from "@attached-files/adapters/fake";

// A million files, as a contact centre has them: in a process of its own, since nothing else must be held beside them.
const FILES = 1_000_000;
const CASES_A_FILE = 0.45;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
collect();
const before = process.memoryUsage();
const start = performance.now();
const fake = createFakeConnect();
const { cases, files } = fake.seed({ cases: Math.round(FILES * CASES_A_FILE) });
const seconds = (performance.now() - start) / 1000;
collect();
const after = process.memoryUsage();
const mib = (bytes: number) => Math.round(bytes / 1024 / 1024);

process.stdout.write(
  `Node ${process.version}, ${cases} cases with ${files} files, made in ${seconds.toFixed(1)} s\n\n`,
);
process.stdout.write("| | MiB |\n|---|---|\n");
process.stdout.write(`| heap that the files take | ${mib(after.heapUsed - before.heapUsed)} |\n`);
process.stdout.write(`| resident, after collecting | ${mib(after.rss)} |\n`);
process.stdout.write(`| resident, at the peak | ${mib(process.resourceUsage().maxRSS * 1024)} |\n`);
if (fake.state.files.count !== files) throw new Error("files were lost");
