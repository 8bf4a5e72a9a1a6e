import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeReport } from "../make-report.ts";
import { aFile, anUnknown, fallbacksOf } from "../testing/build-state.ts";
import { useReportFolder } from "../testing/report-folder.ts";

const here = useReportFolder();

async function pageOf(written: { readonly paths: { readonly page: string } }): Promise<string> {
  return await readFile(written.paths.page, "utf8");
}

describe("the page", () => {
  it("fetches nothing, and allows its one style sheet and its one script by their hashes", async () => {
    await here.state("main", { outcomes: [aFile("f1", { file_status: "REJECTED" })] });

    const page = await pageOf(await here.write());

    const policy =
      /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll("&#39;", "'") ?? "";
    const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`'sha256-${createHash("sha256").update(style).digest("base64")}'`);
    const script = /<script>(.*?)<\/script>/s.exec(page)?.[1] ?? "";
    expect(policy).toContain(`script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`);
    expect(policy).not.toContain("unsafe");
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/<img|<link|<iframe|<object|\sstyle=|\son\w+=|url\((?!#)|@import|https?:/i);
    const targets = [...page.matchAll(/href="([^"]*)"/g)].map((match) => match[1]);
    for (const target of targets)
      expect(target).toMatch(/^(#[\w-]+|files\.(csv|parquet|ndjson)|problems\.(csv|parquet)|report\.(json|xlsx))$/);
  });

  it("leads every link of its own to something", async () => {
    await here.state("main", {
      outcomes: [aFile("f1", { file_status: "REJECTED" }), anUnknown("f2", "deferred")],
      irregularities: [{ kind: "unasked", path: "Files", detail: "x" }],
    });

    const page = await pageOf(await here.write());

    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/(?:href="#|aria-labelledby=")([^"]*)"/g)) expect(ids).toContain(target);
  });

  it("shows strangers' text as text", async () => {
    const evil = '<script>alert("1")</script>\u202Egnp.exe\u001b[31m\u0000"onload="x';
    await here.state("main", {
      outcomes: [
        aFile("f1", {
          file_name: evil,
          file_status: evil,
          created_by: evil,
          created_by_kind: evil,
          tags: JSON.stringify({ [evil]: evil }),
          file_use_case_type: evil,
        }),
        anUnknown("f2", "refused", { error_code: evil, error_message: evil }),
      ],
      irregularities: [{ kind: "unasked", path: evil, detail: evil, file_id: evil, associated_resource_arn: evil }],
      run: {
        input: evil,
        trouble_code: evil,
        trouble_message: evil,
        discovery_finished: false,
        fallbacks: fallbacksOf(evil),
      },
    });

    const page = await pageOf(await here.write());

    expect(page.match(/<script/gi)).toHaveLength(1);
    expect(page).not.toMatch(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    expect(page).toContain("&lt;script>");
    expect(page).toContain("\\u{202E}");
    expect(page).toContain("␛");
  });

  it("tells of a partial run first of all, and what is missing", async () => {
    await here.state("main", { outcomes: [aFile("f1"), anUnknown("f2", "failed"), anUnknown("f3", "deferred")] });

    const page = await pageOf(await here.write());

    expect(page).toContain(
      "1 of 3 files described, 2 not described. 2 of the 3 files are not known now: no call succeeded about 1, 1 is left for the next run.",
    );
    expect(page.indexOf("What is missing, and why")).toBeLessThan(page.indexOf("Needs a person</h2>"));
    expect(page).toContain("no call about");
  });

  it("reads well when there are no files, and when there is no data", async () => {
    await here.state("main", {});
    const empty = await pageOf(await here.write());
    expect(empty).toContain("No attached files were found.");
    expect(empty).not.toContain("What is missing");
    expect(empty).not.toMatch(/NaN|undefined|Infinity|\[object/);
    const folder = join(here.path, "made");
    await mkdir(folder);
    await makeReport(here.input({ scopeNames: ["nowhere"] }), folder);
    const nothing = await readFile(join(folder, "report.html"), "utf8");
    expect(nothing).toContain("There is nothing to report yet.");
    expect(nothing).not.toContain("there are no files");
    expect(nothing).not.toContain('class="amount"');
    expect(nothing).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });
});
