import { copyFile, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stateFilePath } from "../../apps/report-job/src/state/open-state.ts";
import { writeManyFiles } from "../report/many-files.ts";
import { scriptFigures, type Usage } from "../shared/processes.ts";
import type { Cell, Findings, Section, Size } from "../shared/section.ts";
import { median, ratiosOf } from "../shared/spread.ts";
import { SCOPE, WORKS } from "./works.ts";

const PLANS = {
  quick: { millions: [0.05], rounds: 1 },
  full: { millions: [0.3], rounds: 3 },
  large: { millions: [10], rounds: 1 },
};
const script = fileURLToPath(new URL("state-run.ts", import.meta.url));

export const state: Section = {
  name: "state",
  sizes: ["quick", "full", "large"],
  measure,
};

async function measure(size: Size, say: (line: string) => void): Promise<Findings> {
  const { millions, rounds } = PLANS[size];
  const folder = await mkdtemp(join(tmpdir(), "attached-files-state-"));
  const rows: Cell[][] = [];
  try {
    for (const each of millions) {
      const files = Math.round(each * 1e6);
      say(`state: writing ${files.toLocaleString("en")} files`);
      const known = join(folder, "known.duckdb");
      await writeManyFiles(known, files);
      for (const [name, { what }] of Object.entries(WORKS)) {
        const prepared = await stateOf(join(folder, "prepared"), known);
        await scriptFigures(script, "prepare", name, prepared, "", files);
        const [engine, plain]: [Usage[], Usage[]] = [[], []];
        for (let round = 1; round <= rounds; round += 1) {
          for (const [how, all] of [
            ["plain", plain],
            ["engine", engine],
          ] as const) {
            say(`state, ${files.toLocaleString("en")} files, ${name}, round ${round} of ${rounds}: ${how}`);
            const worked = await stateOf(join(folder, "worked"), stateFilePath(prepared, SCOPE));
            const output = join(folder, `${how}.csv`);
            all.push(await scriptFigures<Usage>(script, how, name, worked, output));
            await rm(worked, { recursive: true });
          }
        }
        await rm(prepared, { recursive: true });
        if (name === "compare") await expectSameRows(join(folder, "plain.csv"), join(folder, "engine.csv"));
        const seconds = (all: readonly Usage[]): number[] => all.map((usage) => usage.seconds);
        rows.push([
          what,
          ...[files, median(seconds(plain)), median(seconds(engine)), ratiosOf(seconds(engine), seconds(plain))],
          ...[median(plain.map(({ peakMib }) => peakMib)), median(engine.map(({ peakMib }) => peakMib))],
        ]);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { tables: [tableOf(rows)], goals: [] };
}

function tableOf(rows: readonly (readonly Cell[])[]): Findings["tables"][number] {
  return {
    title: "Seconds",
    columns: [
      { title: "work" },
      { title: "files" },
      { title: "plain SQL, s", digits: 1 },
      { title: "engine, s", digits: 1 },
      { title: "engine / plain SQL", digits: 2 },
      { title: "plain SQL, MiB" },
      { title: "engine, MiB" },
    ],
    rows,
  };
}

/** A state folder with a copy of this file. */
async function stateOf(folder: string, file: string): Promise<string> {
  const path = stateFilePath(folder, SCOPE);
  await mkdir(dirname(path), { recursive: true });
  await copyFile(file, path);
  return folder;
}

/** Both have found as many changes: what is compared is the same work. */
async function expectSameRows(one: string, other: string): Promise<void> {
  const rows = async (file: string): Promise<number> => (await readFile(file, "utf8")).split("\n").length;
  const [ones, others] = [await rows(one), await rows(other)];
  if (ones !== others || ones < 3) throw new Error(`${ones} and ${others} lines of changes`);
}
