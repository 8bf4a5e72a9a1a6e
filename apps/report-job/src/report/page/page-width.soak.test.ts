import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { aFile, anUnknown, caseArn, fallbacksOf, userArn } from "../testing/build-state.ts";
import { CHROMIUM } from "../testing/chromium.ts";
import { useReportFolder } from "../testing/report-folder.ts";

const WIDTHS = [320, 400, 768, 800, 900, 1024, 1300, 1600];
const STATUSES = ["REJECTED", "FAILED", "PROCESSING", "PENDING_UPLOAD", "X".repeat(100_000)];

const here = useReportFolder();

describe.skipIf(CHROMIUM === undefined)("the page in Chromium (skipped where none is installed)", () => {
  it("never scrolls sideways, from a telephone's width to a desk's, whatever strangers write", async () => {
    const long = "UnbrokenText".repeat(30);
    await here.state("a".repeat(64), {
      outcomes: [
        ...STATUSES.map((status, index) =>
          aFile(`described-${index}-0f1e2d3c-0000-4000-8000-000000000000`, {
            file_status: status,
            creation_time: "2026-01-20T07:59:58.123Z",
            file_name: index % 2 === 0 ? long : "a name of usual length.pdf",
            file_use_case_type: index % 2 === 0 ? "EMAIL_MESSAGE_PLAIN_TEXT" : long,
            created_by: userArn(index % 2 === 0 ? long : "0f1e2d3c-0000-4000-8000-000000000000"),
            associated_resource_arn: caseArn("0f1e2d3c-0000-4000-8000-000000000000"),
            file_size_bytes: 9_223_372_036_854_775_807n,
            tags: JSON.stringify({ [long]: "x", department: "y" }),
          }),
        ),
        anUnknown(`refused-${long}`, "refused", { error_code: long, error_message: long }),
        anUnknown("unanswered", "unanswered"),
        anUnknown("failed", "failed", { error_code: "ThrottlingException", error_message: long }),
      ],
      irregularities: [
        {
          kind: "unknown-member",
          path: `Files[0].${long}`,
          detail: long,
          file_id: long,
          associated_resource_arn: long,
        },
      ],
      run: { input: long, trouble_code: long, trouble_message: long, fallbacks: fallbacksOf(long) },
    });
    const scopes = [{ name: "a".repeat(64), endpoint: `http://127.0.0.1:4010/${long}` }, { name: "nowhere" }];
    const { paths } = await here.write({
      scopes: scopes.map((scope) => ({ ...scope, stateFile: join(here.path, `${scope.name}.duckdb`) })),
    });

    const measured = await tooWideBy(await readFile(paths.page, "utf8"));

    expect(measured).toEqual(WIDTHS.map((width) => ({ width, tooWide: 0 })));
  });
});

/** How much wider the page is than frames of each width. The page's policy lets no script but its own run, so one around it measures. */
async function tooWideBy(page: string): Promise<unknown> {
  const measuring = `<!doctype html><meta charset="utf-8"><body><script>
    const page = ${JSON.stringify(page).replaceAll("<", "\\u003c")};
    const frames = ${JSON.stringify(WIDTHS)}.map((width) => {
      const frame = document.createElement("iframe");
      Object.assign(frame, { width, height: 900, srcdoc: page });
      frame.style.border = "0";
      document.body.append(frame);
      return new Promise((resolve) => { frame.onload = () => resolve({ frame, width }); });
    });
    Promise.all(frames).then((all) => {
      const answer = document.createElement("pre");
      answer.textContent = JSON.stringify(all.map(({ frame, width }) => {
        const { scrollWidth, clientWidth } = frame.contentDocument.documentElement;
        return { width, tooWide: scrollWidth - clientWidth };
      }));
      document.body.replaceChildren(answer);
    });
  </script>`;
  const file = join(here.path, "measuring.html");
  await writeFile(file, measuring);
  const { stdout } = await promisify(execFile)(
    CHROMIUM ?? "",
    [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      `--user-data-dir=${join(here.path, "chromium")}`,
      "--virtual-time-budget=20000",
      "--dump-dom",
      `file://${file}`,
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(/<pre>(.*)<\/pre>/s.exec(stdout)?.[1] ?? "null");
}
