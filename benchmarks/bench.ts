import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { callPath } from "./call-path/section.ts";
import { engine } from "./engine/section.ts";
import { fakeServer } from "./fake/section.ts";
import { quota } from "./quota/section.ts";
import { report } from "./report/section.ts";
import { pageText } from "./results/page-text.ts";
import { latestWith, type Results } from "./results/results.ts";
import { machine } from "./shared/machine.ts";
import type { Section, Size } from "./shared/section.ts";
import { goalsText, tableText } from "./shared/text.ts";
import { startUp } from "./start-up/section.ts";
import { state } from "./state/section.ts";

const SECTIONS: readonly Section[] = [callPath, engine, state, report, startUp, quota, fakeServer];
const NAMES = SECTIONS.map(({ name }) => name);

const HELP = `Usage: pnpm bench [section...] [--quick | --large]

Measures everything that is claimed of speed, side by side, on loopback, and writes benchmarks/results/latest.json and
docs/benchmarks.md. Let nothing else run meanwhile: two cores are busy.

Sections: ${NAMES.join(", ")} (default: all that the size has)

Options:
  --quick   for a look, in a minute and a half; its figures go to benchmarks/results/quick.json and quick.md
  --large   the engine, the state and the report at sizes that take three quarters of an hour
  --page    writes docs/benchmarks.md anew from the last figures, and measures nothing
  --help    this text
`;

const RESULTS = new URL("results/", import.meta.url);
const PAGE = new URL("../docs/benchmarks.md", import.meta.url);

const { values, positionals } = asked();
if (values.help === true) {
  process.stdout.write(HELP);
} else if (values.page === true) {
  await writeFile(PAGE, pageText(await read(new URL("latest.json", RESULTS))));
} else {
  const size: Size = values.quick === true ? "quick" : values.large === true ? "large" : "full";
  await bench(size, positionals);
}

function asked() {
  const flag = { type: "boolean" } as const;
  const options = { quick: flag, large: flag, page: flag, help: flag };
  try {
    const parsed = parseArgs({ options, allowPositionals: true });
    const unknown = parsed.positionals.filter((name) => !NAMES.includes(name));
    if (unknown.length > 0) throw new Error(`no such section: ${unknown.join(", ")}; there are ${NAMES.join(", ")}`);
    if (parsed.values.quick && parsed.values.large) throw new Error("--quick and --large exclude each other");
    return parsed;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
    process.exit(2);
  }
}

async function bench(size: Size, names: readonly string[]): Promise<void> {
  const begun = performance.now();
  const minutes = (): string => `${((performance.now() - begun) / 60_000).toFixed(1)} min`;
  const say = (line: string): void => void process.stderr.write(`${minutes()}  ${line}\n`);
  const name = size === "quick" ? "quick" : "latest";
  const file = new URL(`${name}.json`, RESULTS);
  const page = size === "quick" ? new URL("quick.md", RESULTS) : PAGE;
  const chosen = SECTIONS.filter(
    (each) => each.sizes.includes(size) && (names.length === 0 || names.includes(each.name)),
  );
  if (chosen.length === 0) throw new Error(`${names.join(", ")} measures nothing at this size`);
  const on = await machine();
  for (const section of chosen) {
    const measuredAt = new Date().toISOString();
    const findings = await section.measure(size, say);
    for (const table of findings.tables) process.stdout.write(`\n${tableText(table)}\n`);
    process.stdout.write(`\n${goalsText(findings.goals)}\n\n`);
    // Written after each section: one that fails takes none of the others' figures away.
    const measured = { section: section.name, size, measuredAt, machine: on, ...findings };
    const results = latestWith(await read(file), measured, NAMES);
    await writeFile(file, `${JSON.stringify(results, undefined, 2)}\n`);
    await writeFile(page, pageText(results));
  }
  say(`done; the figures are in benchmarks/results/${name}.json`);
}

async function read(file: URL): Promise<Results> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Results;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return { measured: [] };
  }
}
