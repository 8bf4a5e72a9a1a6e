import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { CHROMIUM } from "../../../apps/report-job/src/report/testing/chromium.ts";
import { ROOT } from "../repository.ts";

/** As large as the README shows it. */
const SIZE = { width: 1200, height: 800 };

// Takes the README's picture of the page anew, of the demo's report, with the Chromium that is installed.
if (CHROMIUM === undefined) throw new Error("no Chromium is here to take the picture with");
const folder = await mkdtemp(join(tmpdir(), "attached-files-picture-"));
try {
  const command = join(ROOT, "apps/report-job/dist/main.js");
  execFileSync(process.execPath, [command, "demo", "--folder", folder], { stdio: "inherit" });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport: SIZE, colorScheme: "light", reducedMotion: "reduce" });
  await page.goto(pathToFileURL(join(folder, "report/latest/report.html")).href);
  await mkdir(join(ROOT, "docs/images"), { recursive: true });
  await page.screenshot({ path: join(ROOT, "docs/images/report.png"), clip: { x: 0, y: 0, ...SIZE } });
  await browser.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}
