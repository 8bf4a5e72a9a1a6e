import { mkdir } from "node:fs/promises";
import { makeReport } from "../../apps/report-job/src/report/make-report.ts";
import { SLOT } from "../../apps/report-job/src/report/testing/build-state.ts";

/** Makes a report of a state in a process of its own; its figures are a line of JSON. */
const [state = "", folder = ""] = process.argv.slice(2);
await mkdir(folder);
const start = performance.now();
const { report } = await makeReport(
  {
    slot: SLOT,
    scopes: [{ name: "main", region: "eu-central-1", stateFile: state }],
    folder,
    generatedAt: new Date("2026-11-24T06:02:06.000Z"),
    stuckAfterSeconds: 3600,
    // The workbook has a row of each table: its time is that of the program that reads it, and is limited by its rows.
    workbookRows: 1,
  },
  folder,
);
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage();
const peakMib = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(
  JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, peakMib, files: report.totals.references }),
);
