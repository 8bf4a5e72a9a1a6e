import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM } from "../testing/chromium.ts";
import { aPartialRun, aScannerOutage, HOSTILE_NAMES } from "../testing/example-states.ts";
import { useReportFolder } from "../testing/report-folder.ts";

const WIDTHS = [390, 1280];
const THEMES = ["light", "dark"] as const;
const here = useReportFolder();

describe.skipIf(CHROMIUM === undefined)("the page in Chromium (skipped where none is installed)", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox"] });
  });
  afterAll(() => browser?.close());

  /** Opens the file as a person would, from disk; what the browser complains about is an error of the page. */
  async function open(file: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await (await browser.newContext(options)).newPage();
    page.on("console", (message) => expect.soft(message.text(), "the browser's console").toBe(""));
    page.on("pageerror", (error) => expect.soft(error.message, "an error of the page's script").toBe(""));
    await page.goto(`file://${file}`);
    return page;
  }

  /** What axe finds wrong. It is run from outside of the page, whose policy lets nothing in. */
  async function violationsOf(page: Page): Promise<unknown> {
    await page.evaluate(axe.source);
    return await page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html.slice(0, 200)) })))",
    );
  }

  const TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

  /** As somebody with colours of their own sees the page, and on a sheet of A4 between its margins. */
  async function lookOtherwise(page: Page, shot: string): Promise<void> {
    await page.emulateMedia({ forcedColors: "active" });
    expect(await violationsOf(page), `${shot}, forced colours`).toEqual([]);
    await page.screenshot({ path: `${shot}-forced.png`, fullPage: true });
    await page.emulateMedia({ forcedColors: null, media: "print" });
    await page.setViewportSize({ width: 680, height: 1000 });
    expect(await violationsOf(page), `${shot}, print`).toEqual([]);
    expect(await page.evaluate(TOO_WIDE), `${shot}, print`).toBe(0);
    await page.screenshot({ path: `${shot}-print.png`, fullPage: true });
  }

  const EXAMPLES = { partial: aPartialRun(), outage: aScannerOutage(), empty: {} };

  it.each(Object.entries(EXAMPLES))("breaks no rule of axe and never scrolls sideways: %s", async (name, content) => {
    await here.state("main", content);
    const { paths } = await here.write();
    // Named by whoever wants to look at them; otherwise they go with the test's folder.
    const shots = process.env.PAGE_SHOTS_FOLDER ?? join(here.path, "shots");
    await mkdir(shots, { recursive: true });
    for (const colorScheme of THEMES) {
      for (const width of WIDTHS) {
        const page = await open(paths.page, { colorScheme, viewport: { width, height: 900 } });
        const at = `${name} ${width} ${colorScheme}`;
        expect(await violationsOf(page), at).toEqual([]);
        expect(await page.evaluate(TOO_WIDE), at).toBe(0);
        await page.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        if (name !== "empty") {
          await page.locator("select[name=problem]").selectOption("rejected");
          await page.getByLabel("Search").fill("pdf");
          expect(await violationsOf(page), `${at}, filtered`).toEqual([]);
        }
        if (width === 1280) await lookOtherwise(page, join(shots, `${name}-${colorScheme}`));
        await page.context().close();
      }
    }
  });

  it("searches, filters and sorts the files, and says how many are shown", async () => {
    await here.state("main", aPartialRun());
    const page = await open((await here.write()).paths.page);
    const rows = page.locator("#files-table tbody tr");
    const shown = page.getByRole("status");
    expect(await shown.textContent()).toBe("Showing 25 of 82 files.");
    expect(await rows.count()).toBe(25);

    await page.locator("select[name=problem]").selectOption("stuck");
    expect(await shown.textContent()).toBe("Showing 20 of 20 matching of 82 files.");
    expect(new Set(await rows.locator("[data-heading=Problem]").allTextContents())).toEqual(
      new Set(["Stuck in processing"]),
    );

    await page.getByRole("button", { name: "Size" }).press("Enter");
    const sizes = await rows
      .locator("[data-heading=Size]")
      .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute("data-key"))));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(await page.locator("#files-table thead th").filter({ hasText: "Size" }).getAttribute("aria-sort")).toBe(
      "descending",
    );

    await page.getByLabel("Search").fill("no such file");
    expect(await shown.textContent()).toBe("None of 82 files match.");
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByRole("button", { name: "Show 25 more" }).click();
    expect(await rows.count()).toBe(50);
  });

  it("has whole lists on paper, and afterwards what was on the screen", async () => {
    await here.state("main", aPartialRun());
    const page = await open((await here.write()).paths.page);
    const rows = page.locator("#files-table tbody tr");
    expect(await rows.count()).toBe(25);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    await page.emulateMedia({ media: "print" });
    expect(await rows.count()).toBe(82);
    expect(await page.locator("#files-controls").isVisible()).toBe(false);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await rows.count()).toBe(25);
    expect((await page.pdf({ format: "A4" })).subarray(0, 5).toString()).toBe("%PDF-");
  });

  it("shows hostile names as text: nothing runs, nothing is loaded", async () => {
    await here.state("main", aPartialRun());
    const page = await open((await here.write()).paths.page);
    await page.getByLabel("Search").fill("<script>document.title='run'");
    expect(await page.locator("#files-table tbody th .name").allTextContents()).toContain(HOSTILE_NAMES[1]);
    expect(await page.title()).toContain("Attached files");
    expect(await page.locator("#files-table script, #files-table b").count()).toBe(0);
  });

  it("is whole without its script", async () => {
    await here.state("main", aPartialRun());
    const page = await open((await here.write()).paths.page, { javaScriptEnabled: false });
    expect(await page.locator("#files-table tbody tr").count()).toBe(82);
    expect(await page.locator("#files-controls").isVisible()).toBe(false);
    expect(await page.getByRole("status").textContent()).toBe("82 files.");
  });
});
